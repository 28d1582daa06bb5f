import { describe, expect, it } from 'vitest';
import { Batcher } from '../../../src/engine/batcher.ts';
import { BATCH_SIZE } from '../../../src/engine/limits.ts';
import { OwnTicket } from '../../../src/engine/ticket.ts';
import type { ReadPriority } from '../../../src/engine/types.ts';

/** A batcher whose batches end when the test says so. */
function scripted(atOnce = 1) {
  const batches: (readonly string[])[] = [];
  const ends: PromiseWithResolvers<readonly string[]>[] = [];
  const batcher = new Batcher<string, string>(
    (inputs) => {
      batches.push(inputs);
      const end = Promise.withResolvers<readonly string[]>();
      ends.push(end);
      return end.promise;
    },
    () => ({ inputs: BATCH_SIZE, batches: atOnce }),
  );
  const add = (input: string, priority: ReadPriority = 'near', ticket = new OwnTicket(priority)) =>
    batcher.add(input, ticket);
  const finish = async (batch: number) => {
    ends[batch]?.resolve((batches[batch] ?? []).map((input) => input.toUpperCase()));
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { batches, ends, add, finish };
}

describe('the batcher', () => {
  it('sends the first at once and gathers the rest meanwhile', async () => {
    const { batches, add, finish } = scripted();
    const results = ['a', 'b', 'c'].map((input) => add(input));
    expect(batches).toEqual([['a']]);
    await finish(0);
    expect(batches[1]).toEqual(['b', 'c']);
    await finish(1);
    expect(await Promise.all(results)).toEqual(['A', 'B', 'C']);
  });

  it('takes the most urgent first, and no more than a batch holds', async () => {
    const { batches, add, finish } = scripted();
    void add('first');
    for (let i = 0; i < BATCH_SIZE; i++) void add(`near ${i}`);
    void add('visible', 'visible');
    await finish(0);
    expect(batches[1]).toHaveLength(BATCH_SIZE);
    expect(batches[1]?.slice(0, 2)).toEqual(['visible', 'near 0']);
    await finish(1);
    expect(batches[2]).toEqual([`near ${BATCH_SIZE - 1}`]);
  });

  it('lets what a person asked for wait for nothing else', async () => {
    const { batches, add, finish } = scripted();
    void add('first');
    void add('visible', 'visible');
    void add('asked', 'asked');
    await finish(0);
    expect(batches[1]).toEqual(['asked']);
    await finish(1);
    expect(batches[2]).toEqual(['visible']);
  });

  it('hands the next over before the first is done, where it may, and gathers the rest', async () => {
    const { batches, add, finish } = scripted(2);
    const results = ['a', 'b', 'c', 'd'].map((input) => add(input));
    expect(batches).toEqual([['a'], ['b']]);
    await finish(0);
    expect(batches[2]).toEqual(['c', 'd']);
    void add('e');
    expect(batches).toHaveLength(3);
    await finish(1);
    expect(batches[3]).toEqual(['e']);
    await finish(2);
    expect(await Promise.all(results)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('drops what is withdrawn while it waits, and finishes what has begun', async () => {
    const { batches, add, finish } = scripted();
    const [begun, waiting] = [new OwnTicket('near'), new OwnTicket('near')];
    const first = add('first', 'near', begun);
    const second = add('second', 'near', waiting);
    const reason = new Error('withdrawn');
    begun.withdraw(reason);
    waiting.withdraw(reason);
    await expect(second).rejects.toBe(reason);
    await finish(0);
    expect(await first).toBe('FIRST');
    expect(batches).toHaveLength(1);
  });

  it('passes a failure to its batch alone', async () => {
    const { ends, batches, add, finish } = scripted();
    const first = add('a');
    const second = add('b');
    const reason = new Error('broken');
    ends[0]?.reject(reason);
    await expect(first).rejects.toBe(reason);
    await finish(1);
    expect(await second).toBe('B');
    expect(batches).toEqual([['a'], ['b']]);
  });

  it('says so when a batch comes back incomplete', async () => {
    const { ends, add } = scripted();
    const first = add('a');
    ends[0]?.resolve([]);
    await expect(first).rejects.toThrow('incomplete');
  });
});
