import type { Picture, PictureSource } from '../picture.ts';
import { observeTree } from './tree-changes.ts';

export interface PictureListener {
  /** An element has come to show this picture. */
  shown(picture: Picture): void;
  /** The element is gone from the page, or shows something else. */
  gone(picture: Picture): void;
}

/** Tells of every picture of a document, those that are there and those that come, until `signal` aborts. */
export function discoverPictures(
  root: Document,
  sources: readonly PictureSource[],
  signal: AbortSignal,
  listener: PictureListener,
): void {
  const shown = new Map<Element, Picture>();

  const reconsider = (element: Element, source: PictureSource) => {
    if (signal.aborted) return;
    const before = shown.get(element);
    const now = element.isConnected ? source.pictureOf(element) : undefined;
    if (now === before) return;
    if (before) {
      shown.delete(element);
      listener.gone(before);
    }
    if (now) {
      shown.set(element, now);
      listener.shown(now);
    }
  };
  const search = (tree: Element | Document) => {
    for (const source of sources) for (const element of source.within(tree)) reconsider(element, source);
  };
  const dropRemoved = () => {
    for (const [element, picture] of shown) {
      if (element.isConnected) continue;
      shown.delete(element);
      listener.gone(picture);
    }
  };

  observeTree(
    root,
    sources.flatMap((source) => source.attributes),
    signal,
    {
      changed({ added, someRemoved }) {
        if (someRemoved) dropRemoved();
        if (added === 'all') search(root);
        else for (const tree of added) search(tree);
      },
      attributeChanged(target) {
        for (const source of sources) {
          for (const element of source.affectedBy(target)) {
            // The browser picks the new address in a microtask of its own; look after it has.
            queueMicrotask(() => reconsider(element, source));
          }
        }
      },
    },
  );
  for (const source of sources) {
    const onEvent = ({ target }: Event) => {
      if (target instanceof Element) reconsider(target, source);
    };
    for (const type of source.events) root.addEventListener(type, onEvent, { capture: true, signal });
  }
  search(root);
}
