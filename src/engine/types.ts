import type { BackendName, Reading } from '../vision/types.ts';

/**
 * What the engine takes in and gives out. The messages of `src/messaging/protocol.ts` have these shapes too; the offscreen
 * page hands one to the other, so that a difference does not compile.
 */

export type ImageSource =
  | { readonly kind: 'address'; readonly url: string; readonly credentials: 'include' | 'omit' }
  | { readonly kind: 'bytes'; readonly dataUrl: string };

/** From the least to the most urgent. */
export const PRIORITIES = ['near', 'visible', 'asked'] as const;
export type ReadPriority = (typeof PRIORITIES)[number];

export interface ReadRequest {
  readonly id: string;
  readonly source: ImageSource;
  readonly priority: ReadPriority;
}

export type FailureKind =
  | 'cancelled'
  | 'busy'
  | 'deadline'
  | 'network'
  | 'http'
  | 'not-an-image'
  | 'damaged-image'
  | 'too-large'
  | 'too-small'
  | 'forbidden-address'
  | 'engine';

/** A failure that a person is told about: the message is a sentence for them. */
export class ReadFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, reason: string) {
    super(reason);
    this.name = 'ReadFailure';
    this.kind = kind;
  }
}

export type ReadOutcome =
  | { readonly ok: true; readonly reading: Reading }
  | { readonly ok: false; readonly failure: FailureKind; readonly reason: string };

export type BackendChoice = 'automatic' | BackendName;

export interface BackendAttempt {
  readonly backend: BackendName;
  readonly outcome: 'running' | 'passed-over' | 'failed';
  readonly reason?: string | undefined;
}

export interface EngineStatus {
  readonly state: 'starting' | 'ready' | 'failed' | 'asleep';
  readonly choice: BackendChoice;
  readonly backend?: BackendName | undefined;
  readonly attempts: readonly BackendAttempt[];
}

/** A decoded picture on its way to the worker. */
export interface BitmapPicture {
  /** Upright, reduced. */
  readonly bitmap: ImageBitmap;
  /** Size in pixels of the upright picture before any reduction. */
  readonly width: number;
  readonly height: number;
}
