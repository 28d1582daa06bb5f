import { onDocumentReplaced } from './discovery/document-replaced.ts';
import { isConnected, isElement, listen } from './discovery/dom.ts';
import type { PageReader } from './page-reader.ts';
import type { Picture } from './picture.ts';
import { elementsAt } from './under-pointer.ts';

/** Where a context menu was opened. */
export interface Click {
  /** In CSS pixels of the viewport. */
  readonly x: number;
  readonly y: number;
  /** What lay there, uppermost first. */
  readonly elements: readonly Element[];
}

/**
 * Remembers where the person last opened a context menu. The menu itself tells the address of an image only, and not
 * which of several it was, nor one that lies under something transparent, nor a background.
 */
export class ContextMenuWatch {
  #point: { readonly x: number; readonly y: number } | undefined;
  #under: readonly WeakRef<Element>[] = [];

  constructor(signal: AbortSignal) {
    const remember = (event: Event) => {
      // A page can make up events; only the person's own count.
      if (!event.isTrusted || !(event instanceof MouseEvent)) return;
      const target = event.composedPath()[0];
      const pile = elementsAt(event.clientX, event.clientY);
      const all = new Set(isElement(target) ? [...pile, target] : pile);
      this.#point = { x: event.clientX, y: event.clientY };
      this.#under = [...all].map((element) => new WeakRef(element));
    };
    const start = () => listen(window, 'contextmenu', remember, { capture: true, passive: true, signal });
    start();
    onDocumentReplaced(document, signal, start);
  }

  /** The last one, with what lay there as far as it is still on the page. */
  get last(): Click | undefined {
    const elements = this.#under.flatMap((reference) => {
      const element = reference.deref();
      return element && isConnected(element) ? [element] : [];
    });
    return this.#point && { ...this.#point, elements };
  }
}

type Known = Pick<PageReader, 'picturesOf' | 'picturesAt' | 'withAddress' | 'refuseUnloaded'>;

/**
 * The picture that was clicked: the one under the pointer with the address that the browser tells, else any on the
 * page with that address, else the uppermost under the pointer, be it one that the pointer goes through.
 *
 * @param src address in the browser's word; empty where it names no image
 * @returns `refused` where that is an image without a bitmap, at which it has been said so
 */
export function findClickedPicture(
  src: string,
  click: Click | undefined,
  reader: Known,
): Picture | 'refused' | undefined {
  const elements = click?.elements ?? [];
  if (src !== '') {
    const near = elements.flatMap((element) => reader.picturesOf(element));
    const named = near.find(({ address }) => address === src) ?? reader.withAddress(src);
    if (named) return named;
  }
  for (const element of elements) {
    const [picture] = reader.picturesOf(element);
    if (picture) return picture;
    if (reader.refuseUnloaded([element])) return 'refused';
  }
  return click && reader.picturesAt(click.x, click.y)[0];
}
