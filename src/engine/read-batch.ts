import { MAX_INTERRUPTIONS } from './limits.ts';
import { ReadFailure, type SeenReading } from './types.ts';
import type { BatchResult } from './worker-supervisor.ts';

/** Sends one batch to the worker, once. */
export type SendBatch<Picture> = (pictures: readonly Picture[]) => Promise<BatchResult>;

/** A picture that the engine fails on has so many chances, the one it shared with a batch included. */
const CHANCES = 2;

/** Sends a batch until it is read or fails by its own fault. */
async function sendUninterrupted<Picture>(
  send: SendBatch<Picture>,
  pictures: readonly Picture[],
): Promise<BatchResult> {
  let result = await send(pictures);
  for (let i = 0; result.kind === 'interrupted' && i < MAX_INTERRUPTIONS; i++) result = await send(pictures);
  return result;
}

async function readWithChances<Picture>(
  send: SendBatch<Picture>,
  pictures: readonly Picture[],
  chances: number,
): Promise<(SeenReading | ReadFailure)[]> {
  const result = await sendUninterrupted(send, pictures);
  if (result.kind === 'read') return [...result.readings];
  if (chances <= 1) {
    return pictures.map(() => new ReadFailure('engine', `The image could not be read. ${result.reason}`));
  }
  const outcomes: (SeenReading | ReadFailure)[] = [];
  for (const picture of pictures) outcomes.push(...(await readWithChances(send, [picture], chances - 1)));
  return outcomes;
}

/**
 * Reads a batch of pictures. When the batch fails, each of its pictures is tried once more alone, so that a picture that
 * brings the worker down takes no other along.
 *
 * @returns for each picture its reading, or why there is none; never throws
 */
export async function readBatch<Picture>(
  send: SendBatch<Picture>,
  pictures: readonly Picture[],
): Promise<(SeenReading | ReadFailure)[]> {
  try {
    return await readWithChances(send, pictures, CHANCES);
  } catch (error) {
    const failure = error instanceof ReadFailure ? error : new ReadFailure('engine', String(error));
    return pictures.map(() => failure);
  }
}
