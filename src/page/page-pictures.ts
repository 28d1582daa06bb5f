import { discoverPictures, type PictureListener } from './discovery/discover-pictures.ts';
import { pictureSources, type WantedSources } from './discovery/picture-sources.ts';
import type { Picture, PictureSource } from './picture.ts';

/** Everything in a document that may show a picture, of whatever kind. */
export class PagePictures {
  /** All of them: what the person clicks is read, whatever its kind. */
  readonly #sources: readonly PictureSource[];
  readonly #wanted: readonly PictureSource[];

  constructor(wanted: WantedSources) {
    const { readImages, readCanvases, readBackgrounds } = pictureSources();
    this.#sources = [...readImages, ...readCanvases, ...readBackgrounds];
    this.#wanted = [
      ...(wanted.readImages ? readImages : []),
      ...(wanted.readCanvases ? readCanvases : []),
      ...(wanted.readBackgrounds ? readBackgrounds : []),
    ];
  }

  /** Tells of the pictures that are there and those that come, until `signal` aborts. */
  discover(signal: AbortSignal, listener: PictureListener): void {
    discoverPictures(document, this.#wanted, signal, listener);
  }

  /** What an element shows, whether or not it is loaded already. Costs style look-ups: not for every element. */
  picturesOf(element: Element): readonly Picture[] {
    return this.#sources.flatMap((source) => source.expectedAt?.(element) ?? source.picturesOf(element));
  }

  /** The loaded picture with this address, of those that are found by their elements. */
  withAddress(address: string): Picture | undefined {
    for (const source of this.#sources) {
      for (const element of source.within(document)) {
        const picture = source.picturesOf(element).find((each) => each.address === address);
        if (picture) return picture;
      }
    }
    return undefined;
  }

  /** Those of these elements that have no bitmap yet, or could get none. */
  unloadedAt(elements: Iterable<Element>): Picture[] {
    return [...elements].flatMap((element) =>
      this.#sources.flatMap((source) => source.unloadedAt(element) ?? []),
    );
  }

  /** All images of the document that have no bitmap yet, or could get none. */
  unloaded(): Picture[] {
    return this.#wanted.flatMap((source) =>
      [...source.within(document)].flatMap((element) => source.unloadedAt(element) ?? []),
    );
  }
}
