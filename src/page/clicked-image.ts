import type { PageReader } from './page-reader.ts';
import type { Picture } from './picture.ts';

/** Elements looked at under the pointer; a deeper pile is no page for people. */
const DEEPEST = 30;

/**
 * Remembers where the person last opened a context menu. The menu itself tells the address of an image only, and not
 * which of several it was, nor one that lies under something transparent.
 */
export class ContextMenuWatch {
  #under: readonly WeakRef<Element>[] = [];

  constructor(signal: AbortSignal) {
    const remember = (event: MouseEvent) => {
      // A page can make up events; only the person's own count.
      if (!event.isTrusted) return;
      const target = event.composedPath()[0];
      const pile = document.elementsFromPoint(event.clientX, event.clientY).slice(0, DEEPEST);
      const all = new Set(target instanceof Element ? [target, ...pile] : pile);
      this.#under = [...all].map((element) => new WeakRef(element));
    };
    window.addEventListener('contextmenu', remember, { capture: true, passive: true, signal });
  }

  /** What lay under the pointer, uppermost first, as far as it is still on the page. */
  elements(): Element[] {
    return this.#under.flatMap((reference) => {
      const element = reference.deref();
      return element?.isConnected ? [element] : [];
    });
  }
}

/**
 * The picture that was clicked: the one under the pointer with the address that the browser tells, else any on the
 * page with that address, else the uppermost under the pointer.
 */
export function findClickedPicture(
  src: string,
  underPointer: readonly Element[],
  reader: Pick<PageReader, 'pictureOf' | 'candidates'>,
): Picture | undefined {
  const picturesOf = (elements: Iterable<Element>) =>
    [...elements].flatMap((element) => reader.pictureOf(element) ?? []);
  const near = picturesOf(underPointer);
  const isMeant = (picture: Picture) => picture.address === src;
  return near.find(isMeant) ?? picturesOf(reader.candidates()).find(isMeant) ?? near[0];
}
