import { LRUCache } from 'lru-cache';
import type { FaceCrop } from '../vision/types.ts';
import { MAX_CROP_BYTES } from './limits.ts';

/**
 * What the classifier got of the faces that were read last, in memory alone, under names that cannot be guessed: only who
 * was given a reading can ask for what was seen in it.
 */
export class HeldCrops {
  readonly #crops = new LRUCache<string, readonly FaceCrop[]>({
    maxSize: MAX_CROP_BYTES,
    sizeCalculation: (crops) => crops.reduce((sum, { gray }) => sum + gray.byteLength, 0),
  });

  /** Returns the name under which they are held. */
  hold(crops: readonly FaceCrop[]): string {
    const name = crypto.randomUUID();
    this.#crops.set(name, crops);
    return name;
  }

  find(name: string, face: number): FaceCrop | undefined {
    return this.#crops.get(name)?.[face];
  }

  clear(): void {
    this.#crops.clear();
  }
}
