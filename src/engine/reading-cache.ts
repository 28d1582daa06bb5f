import { LRUCache } from 'lru-cache';
import type { Reading } from '../vision/types.ts';
import { CACHED_READINGS, REMEMBERED_FACES } from './limits.ts';

type Models = Reading['models'];

function keyOf(hash: string, models: Models): string {
  return `${hash} ${models.detector} ${models.classifier}`;
}

/** @param most readings; of many faces, fewer */
function latest(most: number): LRUCache<string, Reading> {
  return new LRUCache({
    max: most,
    maxSize: REMEMBERED_FACES,
    // A reading without faces has to count for something.
    sizeCalculation: ({ faces }) => faces.length || 1,
  });
}

/** What was read from a picture, by its content and the networks that read it. It holds readings only: a failure is never remembered. */
export class ReadingCache {
  /** Absent where nothing is to be remembered: a limit of 0 would mean none to the library. */
  #readings: LRUCache<string, Reading> | undefined = latest(CACHED_READINGS);

  get(hash: string, models: Models): Reading | undefined {
    return this.#readings?.get(keyOf(hash, models));
  }

  set(hash: string, reading: Reading): void {
    this.#readings?.set(keyOf(hash, reading.models), reading);
  }

  get size(): number {
    return this.#readings?.size ?? 0;
  }

  /** Remembers no more than this many from now on; of those that it holds, the latest stay. */
  limit(most: number): void {
    const held = this.#readings?.dump() ?? [];
    this.#readings = most === 0 ? undefined : latest(most);
    this.#readings?.load(held);
  }

  /** Forgets all; returns how many they were. */
  clear(): number {
    const { size } = this;
    this.#readings?.clear();
    return size;
  }
}
