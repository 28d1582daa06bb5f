import { describe, expect, it } from 'vitest';
import { MAX_INTERRUPTIONS } from '../../../src/engine/limits.ts';
import { readBatch, type SendBatch } from '../../../src/engine/read-batch.ts';
import { ReadFailure } from '../../../src/engine/types.ts';
import { reading } from './support/scripted-worker.ts';

interface Sized {
  readonly width: number;
}

/** Sends batches to a worker that dies of pictures of this width. */
function deadly(width: number) {
  const sent: number[][] = [];
  const send: SendBatch<Sized> = async (pictures) => {
    sent.push(pictures.map((each) => each.width));
    if (pictures.some((each) => each.width === width)) return { kind: 'failed', reason: 'It crashed.' };
    return { kind: 'read', readings: pictures.map((each) => reading(each.width)) };
  };
  return { send, sent };
}

const pictures = (...widths: number[]): Sized[] => widths.map((width) => ({ width }));
const widthOf = (outcome: { width: number } | ReadFailure) =>
  outcome instanceof ReadFailure ? outcome.kind : outcome.width;

describe('reading a batch', () => {
  it('is one call where all goes well', async () => {
    const { send, sent } = deadly(-1);
    expect((await readBatch(send, pictures(1, 2))).map(widthOf)).toEqual([1, 2]);
    expect(sent).toEqual([[1, 2]]);
  });

  it('lets a deadly picture fail alone', async () => {
    const { send, sent } = deadly(2);
    const outcomes = await readBatch(send, pictures(1, 2, 3));
    expect(outcomes.map(widthOf)).toEqual([1, 'engine', 3]);
    expect(sent).toEqual([[1, 2, 3], [1], [2], [3]]);
    expect(outcomes[1]).toMatchObject({ message: 'The image could not be read. It crashed.' });
  });

  it('gives a single picture a second chance, and no third', async () => {
    const { send, sent } = deadly(2);
    expect((await readBatch(send, pictures(2))).map(widthOf)).toEqual(['engine']);
    expect(sent).toHaveLength(2);
  });

  it('reads a picture whose worker died by chance', async () => {
    let calls = 0;
    const send: SendBatch<Sized> = async (batch) =>
      ++calls === 1
        ? { kind: 'failed', reason: 'killed' }
        : { kind: 'read', readings: batch.map((each) => reading(each.width)) };
    expect((await readBatch(send, pictures(5))).map(widthOf)).toEqual([5]);
  });

  it('sends again what was interrupted, but not for ever', async () => {
    let calls = 0;
    const often: SendBatch<Sized> = async (batch) =>
      ++calls < 4
        ? { kind: 'interrupted', reason: 'changed' }
        : { kind: 'read', readings: batch.map((each) => reading(each.width)) };
    expect((await readBatch(often, pictures(1, 2))).map(widthOf)).toEqual([1, 2]);
    calls = -100;
    expect((await readBatch(often, pictures(1))).map(widthOf)).toEqual(['engine']);
    expect(calls).toBe(-100 + 2 * (MAX_INTERRUPTIONS + 1));
  });

  it('turns an engine that cannot start into a failure of each picture', async () => {
    const failure = new ReadFailure('engine', 'The engine could not start.');
    expect(await readBatch(() => Promise.reject(failure), pictures(1, 2))).toEqual([failure, failure]);
    const [unforeseen] = await readBatch(() => Promise.reject(new Error('odd')), pictures(1));
    expect(unforeseen).toMatchObject({ kind: 'engine', message: 'Error: odd' });
  });
});
