import type { BackendName, Reading } from '../vision/types.ts';
import type { BitmapPicture, SeenReading, TensorAccounts } from './types.ts';

/** What the offscreen page and the engine's worker say to each other. Every request is answered under its number. */

export interface StartRequest {
  readonly type: 'start';
  readonly backend: BackendName;
  /** False where a backend that draws in software is to be passed over. */
  readonly allowSoftware: boolean;
}

export interface ReadBatchRequest {
  readonly type: 'read';
  /** The bitmaps are handed over. */
  readonly pictures: readonly BitmapPicture[];
}

export type WorkerRequest = StartRequest | ReadBatchRequest;

export type WorkerAnswer =
  | { readonly type: 'started'; readonly models: Reading['models']; readonly isSoftware: boolean }
  | { readonly type: 'passed-over'; readonly reason: string }
  | { readonly type: 'read'; readonly readings: readonly SeenReading[] }
  /** The request failed; the worker lives on. */
  | { readonly type: 'failed'; readonly reason: string };

/** What is handed over to the worker with a request. */
export function handedOver(request: WorkerRequest): Transferable[] {
  return request.type === 'read' ? request.pictures.map(({ bitmap }) => bitmap) : [];
}

export interface ToWorker {
  readonly call: number;
  readonly request: WorkerRequest;
}

export type FromWorker =
  /** Sent once. The worker holds the lock of this name as long as it lives. */
  | { readonly type: 'alive'; readonly lock: string }
  | {
      readonly type: 'answer';
      readonly call: number;
      readonly answer: WorkerAnswer;
      readonly tensors: TensorAccounts;
    }
  | { readonly type: 'backend-lost'; readonly reason: string };
