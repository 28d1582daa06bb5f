import type { ImageSource } from '../messaging/protocol.ts';
import type { PicturePlace } from './overlay/picture-place.ts';

/**
 * One bitmap that one element of the page shows now. An element that comes to show another bitmap gets a new
 * `Picture`, so whatever is kept by this object can never be told about another image.
 */
export interface Picture {
  readonly element: Element;
  /** Address as the page shows it. */
  readonly address: string;
  /** Intrinsic size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The cheapest form in which the pixels can be handed over. Rejects with a sentence for the person. */
  pixels(signal: AbortSignal): Promise<ImageSource>;
  /** The pixels as the page itself has them, for when the address alone did not do. Rejects as `pixels` does. */
  pixelsFromPage(signal: AbortSignal): Promise<ImageSource>;
  /** Where the bitmap lies on screen at this moment. */
  place(): PicturePlace;
}

/** One way in which a page shows pictures: `img` elements today; backgrounds, canvas and video are siblings. */
export interface PictureSource {
  /** Attributes that may change which bitmap is shown. */
  readonly attributes: readonly string[];
  /** Events, caught on the document on their way down, after which an element may show another bitmap. */
  readonly events: readonly string[];
  /** Elements of this kind in a tree, its root included. */
  within(root: Element | Document): Iterable<Element>;
  /** Elements whose picture may change where `target` changes one of `attributes`. */
  affectedBy(target: Element): Iterable<Element>;
  /** Stands for an element of this kind that has no bitmap, because it is still loading or could not be loaded. */
  unloadedAt(element: Element): Picture | undefined;
  /** What the element shows; the same object for as long as it shows the same bitmap, and none before it is loaded. */
  pictureOf(element: Element): Picture | undefined;
}
