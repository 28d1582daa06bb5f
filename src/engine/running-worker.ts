import { type BackendName, ON_GPU, type Reading } from '../vision/types.ts';
import type { Rung } from './backend-ladder.ts';
import type { BatchSizes } from './batcher.ts';
import {
  BATCH_DEADLINE,
  BATCH_SIZE,
  BATCH_SIZE_ON_PROCESSOR,
  BATCHES_AT_ONCE,
  SLOW_BATCH_DEADLINE,
  SLOW_START_DEADLINE,
  START_DEADLINE,
} from './limits.ts';
import { type WorkerChannel, WorkerEnded } from './worker-channel.ts';

/** A worker whose backend has proved itself. */
export interface RunningWorker {
  readonly channel: WorkerChannel;
  readonly backend: BackendName;
  readonly models: Reading['models'];
  /** The CPU, or a GPU in software. */
  readonly isSlow: boolean;
}

/** How long a batch of so many pictures may take, in milliseconds. */
export function batchDeadline({ isSlow }: RunningWorker, pictures: number): number {
  const { base, perPicture } = isSlow ? SLOW_BATCH_DEADLINE : BATCH_DEADLINE;
  return base + perPicture * pictures;
}

/** What should come at once to a worker, or to one that is still to start. */
export function batchSizesFor(running: RunningWorker | undefined): BatchSizes {
  if (running?.isSlow) return { inputs: 1, batches: 1 };
  const isOnGraphics = running !== undefined && ON_GPU.has(running.backend);
  return { inputs: isOnGraphics ? BATCH_SIZE : BATCH_SIZE_ON_PROCESSOR, batches: BATCHES_AT_ONCE };
}

export type StartResult =
  | { readonly kind: 'running'; readonly worker: RunningWorker }
  /** The worker has started nothing and can be asked for another backend. */
  | { readonly kind: 'passed-over'; readonly reason: string }
  /** The worker is gone. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** We put the worker down meanwhile, which says nothing about its backend. */
  | { readonly kind: 'closed' };

/** Has a worker start a backend, load the networks and prove itself, within a deadline. Never rejects. */
export async function startBackendIn(channel: WorkerChannel, rung: Rung): Promise<StartResult> {
  const deadline = rung.allowSoftware ? SLOW_START_DEADLINE : START_DEADLINE;
  try {
    const answer = await channel.call({ type: 'start', ...rung }, deadline);
    if (answer.type === 'passed-over') return { kind: 'passed-over', reason: answer.reason };
    if (answer.type === 'started') {
      const isSlow = answer.isSoftware || rung.backend === 'cpu';
      return { kind: 'running', worker: { channel, backend: rung.backend, models: answer.models, isSlow } };
    }
    channel.close();
    return { kind: 'failed', reason: 'reason' in answer ? answer.reason : 'It answered something else.' };
  } catch (error) {
    if (error instanceof WorkerEnded && error.end === 'closed') return { kind: 'closed' };
    channel.close();
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
