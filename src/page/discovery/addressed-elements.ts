import type { PicturePlace } from '../overlay/picture-place.ts';
import type { Size } from '../overlay/rect.ts';
import type { Picture, PictureSource } from '../picture.ts';
import { addressedPicture } from './addressed-picture.ts';
import { PageBitmap } from './bitmaps.ts';
import { matches, queryWith } from './dom.ts';

/** A kind of element that shows the image at one address, and tells nothing of its bitmap. */
export interface AddressedKind {
  readonly selector: string;
  readonly attributes: readonly string[];
  /** Where the image is; undefined where the element shows none. */
  addressOf(element: Element): string | undefined;
  place(element: Element, natural: Size): PicturePlace;
}

interface Known {
  readonly address: string;
  readonly bitmap: PageBitmap;
  readonly pictures: readonly [Picture];
}

/** The absolute address that an attribute means; undefined where it means none. */
export function resolved(address: string, element: Element): string | undefined {
  if (address === '' || !URL.canParse(address, element.baseURI)) return undefined;
  return new URL(address, element.baseURI).href;
}

export function addressedElements(kind: AddressedKind): PictureSource {
  const known = new WeakMap<Element, Known>();
  let changed: (element: Element) => void = () => undefined;

  const knownOf = (element: Element): Known | undefined => {
    const address = matches(element, kind.selector) ? kind.addressOf(element) : undefined;
    if (address === undefined) return undefined;
    const before = known.get(element);
    if (before?.address === address) return before;
    const bitmap = new PageBitmap(address);
    const picture = addressedPicture(element, address, bitmap, (natural) => kind.place(element, natural));
    const now: Known = { address, bitmap, pictures: [picture] };
    known.set(element, now);
    return now;
  };
  return {
    attributes: kind.attributes,
    events: ['load'],
    within: (root) => queryWith(root, kind.selector),
    affectedBy: (target) => (known.has(target) || matches(target, kind.selector) ? [target] : []),
    unloadedAt(element) {
      const { bitmap, pictures } = knownOf(element) ?? {};
      return bitmap && !bitmap.size ? pictures?.[0] : undefined;
    },
    picturesOf(element) {
      const now = knownOf(element);
      if (now === undefined) return [];
      if (now.bitmap.size) return now.pictures;
      // One that cannot be loaded shows nothing.
      void now.bitmap.load().then(
        () => changed(element),
        () => undefined,
      );
      return [];
    },
    follow(page) {
      changed = page.changed;
      return { treeAdded: () => undefined, treesRemoved: () => undefined };
    },
  };
}
