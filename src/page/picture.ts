import type { ImageSource } from '../messaging/protocol.ts';
import type { PicturePlace } from './overlay/picture-place.ts';
import type { PseudoElement } from './overlay/pseudo-box.ts';

/**
 * One bitmap that one element of the page shows now. An element that comes to show another bitmap gets a new
 * `Picture`, so whatever is kept by this object can never be told about another image.
 */
export interface Picture {
  readonly element: Element;
  /** Where it is not the element that shows it, but what its style puts before or after its content. */
  readonly pseudo?: PseudoElement | undefined;
  /** Address as the page shows it; empty where there is none, as of a canvas. */
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

/** Pictures are found when they have loaded; a person reads them from the top. */
export function inDocumentOrder(a: Picture, b: Picture): number {
  // Asked of the prototype: what a form holds can hide the form's own methods behind its name.
  const place = Node.prototype.compareDocumentPosition.call(a.element, b.element);
  return place & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** In view, soon to be, or neither. */
export type Proximity = 'visible' | 'near' | 'far';

/** Where elements are looked for. */
export type Tree = Element | Document | ShadowRoot;

/** One way in which a page shows pictures; `discovery/picture-sources.ts` lists them. */
export interface PictureSource {
  /** Attributes that may change which bitmap is shown. */
  readonly attributes: readonly string[];
  /** Events, caught on their way down, after which their target may show another bitmap. */
  readonly events: readonly string[];
  /** Elements of this kind in a tree, its root included; none where finding them takes time (see `follow`). */
  within(root: Tree): Iterable<Element>;
  /** Elements whose picture may change where `target` changes one of `attributes`. */
  affectedBy(target: Element): Iterable<Element>;
  /** Stands for an element of this kind that has no bitmap, because it is still loading or could not be loaded. */
  unloadedAt(element: Element): Picture | undefined;
  /** What the element shows; the same objects for as long as it shows the same bitmaps, and none before they load. */
  picturesOf(element: Element): readonly Picture[];
  /** What the element shows, though its size may not be known yet: asked about what a person has clicked. */
  expectedAt?(element: Element): readonly Picture[];
  /** For kinds that no selector, attribute or event tells of: starts to look out for them. */
  follow?(page: FollowedPage): TreeFollower;
}

export interface FollowedPage {
  readonly signal: AbortSignal;
  /** To be told of each element that may have come to show other pictures. */
  changed(element: Element): void;
}

export interface TreeFollower {
  /** A tree has come to the page, or is to be looked through anew. */
  treeAdded(tree: Tree): void;
  /** Something has left the page. */
  treesRemoved(): void;
}
