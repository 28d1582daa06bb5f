import { BACKENDS, type BackendName, type Reading } from '../vision/types.ts';

/**
 * The words in which the engine is asked and answers. Pages, messages and the engine share them, and none of those may
 * import another: so they stand here, on `vision/types` alone.
 */

/** The bytes of an image file, as a `data:` address. */
interface BytesSource {
  readonly kind: 'bytes';
  readonly dataUrl: string;
}

/** A piece of the captured tab, which the background has handed over under this name; it can be read once. */
export interface CapturedSource {
  readonly kind: 'captured';
  readonly id: string;
}

/**
 * How a page hands an image over: the cheapest form that it can give. `credentials` are those of the page's own request:
 * an `<img crossorigin="anonymous">` sends no cookies to other origins.
 */
export type PageImageSource =
  | { readonly kind: 'address'; readonly url: string; readonly credentials: 'include' | 'same-origin' }
  | BytesSource
  | CapturedSource;

/** The least public network in which an address may lie: Local Network Access, section 2.1 (IP address spaces). */
export type Reach = 'public' | 'local' | 'anywhere';

/** What the engine fetches, under rules that are settled (`src/page-rules`): it belongs to no page itself. */
export interface AddressSource {
  readonly kind: 'address';
  readonly url: string;
  /** `withheld`: none, where the page's own request may have taken some. */
  readonly credentials: 'include' | 'omit' | 'withheld';
  readonly reach: Reach;
}

export type EngineImageSource = AddressSource | BytesSource;

/**
 * From the least to the most urgent. `near`: soon on screen. `visible`: on screen. `asked`: the person is waiting for
 * this one.
 */
export const PRIORITIES = ['near', 'visible', 'asked'] as const;
export type ReadPriority = (typeof PRIORITIES)[number];

export interface ReadRequest<Source extends EngineImageSource | PageImageSource = PageImageSource> {
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
