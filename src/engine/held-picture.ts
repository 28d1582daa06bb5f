import { freeBytes } from '../web/free-bytes.ts';
import type { PixelPicture } from './types.ts';

/**
 * A decoded picture that waits for its turn. Its pixels are given away to the worker, not copied; where they are wanted once more,
 * because that worker died, the picture is decoded anew.
 */
export class HeldPicture {
  #pixels: PixelPicture | undefined;
  readonly #decodeAgain: () => Promise<PixelPicture>;

  constructor(pixels: PixelPicture, decodeAgain: () => Promise<PixelPicture>) {
    this.#pixels = pixels;
    this.#decodeAgain = decodeAgain;
  }

  async take(): Promise<PixelPicture> {
    const held = this.#pixels ?? (await this.#decodeAgain());
    this.#pixels = undefined;
    return held;
  }

  /** Frees the pixels where nobody took them. */
  release(): void {
    if (this.#pixels) freeBytes(this.#pixels.rgba);
    this.#pixels = undefined;
  }
}
