import type {
  ReadRequest as AnyReadRequest,
  EngineImageSource,
  FailureKind,
} from '../terms/reading-request.ts';
import type { FaceCrop, Reading } from '../vision/types.ts';

export {
  type AddressSource,
  type BackendAttempt,
  type BackendChoice,
  type EngineAccounts,
  type EngineImageSource as ImageSource,
  type EngineStatus,
  PRIORITIES,
  type Reach,
  type ReadOutcome,
  type ReadPriority,
  type TensorAccounts,
} from '../terms/reading-request.ts';

export type ReadRequest = AnyReadRequest<EngineImageSource>;

/** A failure that a person is told about: the message is a sentence for them. */
export class ReadFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, reason: string) {
    super(reason);
    this.name = 'ReadFailure';
    this.kind = kind;
  }
}

/** A reading as it comes from the worker, with what the classifier got of each of its faces, in their order. */
export interface SeenReading extends Reading {
  readonly seen?: readonly FaceCrop[] | undefined;
}

/** A decoded picture. */
export interface BitmapPicture {
  /** Upright, reduced. */
  readonly bitmap: ImageBitmap;
  /** Size in pixels of the upright picture before any reduction. */
  readonly width: number;
  readonly height: number;
  /** The file has several frames; this is the first. */
  readonly isAnimated?: boolean;
}
