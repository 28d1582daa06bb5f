import { type DecodedPicture, decodePicture } from '../../lib/decode-picture.ts';

/** Pictures that were fetched and decoded before any clock runs. */
export class DecodedPictures {
  readonly #byPath = new Map<string, DecodedPicture>();

  /** Decodes those of the addresses that are not known; what follows the question mark is of no account. */
  async prepare(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      const path = pathOf(url);
      if (this.#byPath.has(path)) continue;
      const jpeg = await (await fetch(url)).arrayBuffer();
      this.#byPath.set(path, await decodePicture(new Uint8Array(jpeg)));
    }
  }

  at(url: string): DecodedPicture {
    const picture = this.#byPath.get(pathOf(url));
    if (!picture) throw new Error(`${url} was not decoded.`);
    return picture;
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
