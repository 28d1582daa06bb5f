import { LRUCache } from 'lru-cache';
import type { Reading } from '../vision/types.ts';
import { CACHED_READINGS } from './limits.ts';

type Models = Reading['models'];

function keyOf(hash: string, models: Models): string {
  return `${hash} ${models.detector} ${models.classifier}`;
}

/** What was read from a picture, by its content and the networks that read it. It holds readings only: a failure is never remembered. */
export class ReadingCache {
  readonly #readings = new LRUCache<string, Reading>({ max: CACHED_READINGS });

  get(hash: string, models: Models): Reading | undefined {
    return this.#readings.get(keyOf(hash, models));
  }

  set(hash: string, reading: Reading): void {
    this.#readings.set(keyOf(hash, reading.models), reading);
  }
}
