import { BACKENDS, type BackendName, type Reading } from '../vision/types.ts';

/**
 * The words in which the engine is asked and answers. Pages, messages and the engine share them, and none of those may
 * import another: so they stand here, on `vision/types` alone.
 */

/** How an image is handed over: the cheapest form that the asker can give. */
export type ImageSource<Credentials extends RequestCredentials = RequestCredentials> =
  | { readonly kind: 'address'; readonly url: string; readonly credentials: Credentials }
  | { readonly kind: 'bytes'; readonly dataUrl: string };

/** A piece of the captured tab, which the background has handed over under this name; it can be read once. */
export interface CapturedSource {
  readonly kind: 'captured';
  readonly id: string;
}

/** As a page itself asked for its image: an `<img crossorigin="anonymous">` sends no cookies to other origins. */
export type PageImageSource = ImageSource<'include' | 'same-origin'> | CapturedSource;

/** The engine belongs to no page, so that its own "same origin" would mean nothing. */
export type EngineImageSource = ImageSource<'include' | 'omit'>;

/**
 * From the least to the most urgent. `near`: soon on screen. `visible`: on screen. `asked`: the person is waiting for
 * this one.
 */
export const PRIORITIES = ['near', 'visible', 'asked'] as const;
export type ReadPriority = (typeof PRIORITIES)[number];

export interface ReadRequest<Source extends ImageSource | CapturedSource = PageImageSource> {
  /** Unique among the frames of all tabs; names the request when it is cancelled or becomes more urgent. */
  readonly id: string;
  readonly source: Source;
  readonly priority: ReadPriority;
  /** Of a moment that does not come again, such as a frame of a film: the reading is not remembered. */
  readonly isFleeting?: boolean | undefined;
}

/** Why there is no reading, in a form that tests and counters can tell apart. */
export const FAILURE_KINDS = [
  'cancelled',
  'busy',
  'deadline',
  'network',
  'http',
  'not-an-image',
  'damaged-image',
  'too-large',
  'too-small',
  'forbidden-address',
  'not-capturable',
  'engine',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export type ReadOutcome =
  | { readonly ok: true; readonly reading: Reading }
  /** `reason` is a sentence for the person, such as "The image could not be loaded: 403". */
  | { readonly ok: false; readonly failure: FailureKind; readonly reason: string };

/** `automatic` tries the backends in their order of speed; any other choice is tried first and alone. */
export const BACKEND_CHOICES = ['automatic', ...BACKENDS] as const;
export type BackendChoice = (typeof BACKEND_CHOICES)[number];

/** What became of one backend. */
export interface BackendAttempt {
  readonly backend: BackendName;
  readonly outcome: 'running' | 'passed-over' | 'failed';
  /** Why it was left; absent for the one that runs. */
  readonly reason?: string | undefined;
}

export interface EngineStatus {
  readonly state: 'starting' | 'ready' | 'failed' | 'asleep';
  readonly choice: BackendChoice;
  /** The backend that runs; absent while none does. */
  readonly backend?: BackendName | undefined;
  /** In the order in which they were tried. */
  readonly attempts: readonly BackendAttempt[];
}

/** What TensorFlow.js holds. Flat from reading to reading, or something leaks. */
export interface TensorAccounts {
  readonly tensors: number;
  readonly bytes: number;
}

/** What the engine holds at this moment, by count. */
export interface EngineAccounts {
  /** Requests that wait for an answer. */
  readonly openRequests: number;
  readonly rememberedReadings: number;
  /** Of the worker, when it last answered; absent while it sleeps. */
  readonly tensors?: TensorAccounts | undefined;
}
