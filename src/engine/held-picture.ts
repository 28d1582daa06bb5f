import type { BitmapPicture } from './types.ts';

/**
 * A decoded picture that waits for its turn. Its bitmap is given away to the worker, not copied, which takes longer than to decode
 * many a picture; where it is wanted once more, because that worker died, the picture is decoded anew.
 */
export class HeldPicture {
  #picture: BitmapPicture | undefined;
  readonly #decodeAgain: () => Promise<BitmapPicture>;

  constructor(picture: BitmapPicture, decodeAgain: () => Promise<BitmapPicture>) {
    this.#picture = picture;
    this.#decodeAgain = decodeAgain;
  }

  /** Whoever takes it closes the bitmap. */
  async take(): Promise<BitmapPicture> {
    const held = this.#picture ?? (await this.#decodeAgain());
    this.#picture = undefined;
    return held;
  }

  /** Closes the bitmap where nobody took it. */
  release(): void {
    this.#picture?.bitmap.close();
    this.#picture = undefined;
  }
}
