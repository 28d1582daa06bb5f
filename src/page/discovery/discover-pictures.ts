import type { Picture, PictureSource, Tree, TreeFollower } from '../picture.ts';
import { isConnected, isElement, listen } from './dom.ts';
import { idleJobs } from './idle-jobs.ts';
import { followTrees } from './page-trees.ts';

export interface PictureListener {
  /** An element has come to show this picture. */
  shown(picture: Picture): void;
  /** The element is gone from the page, or shows something else. */
  gone(picture: Picture): void;
}

const NONE: readonly Picture[] = [];
/** Elements that are looked at between two looks at the clock. */
const AT_ONCE = 20;

/** The pictures of one source, as far as they have been told. */
class Shown {
  readonly source: PictureSource;
  readonly #listener: PictureListener;
  readonly #told = new Map<Element, readonly Picture[]>();

  constructor(source: PictureSource, listener: PictureListener) {
    this.source = source;
    this.#listener = listener;
  }

  /** Looks again at what an element shows. */
  reconsider(element: Element): void {
    const before = this.#told.get(element) ?? NONE;
    const shown = this.source.picturesOf(element);
    if (before.length === 0 && shown.length === 0) return;
    const now = isConnected(element) ? shown : NONE;
    if (now.length > 0) this.#told.set(element, now);
    else this.#told.delete(element);
    for (const picture of before) if (!now.includes(picture)) this.#listener.gone(picture);
    for (const picture of now) if (!before.includes(picture)) this.#listener.shown(picture);
  }

  dropRemoved(): void {
    for (const element of this.#told.keys()) if (!isConnected(element)) this.reconsider(element);
  }

  *search(tree: Tree): Generator<void> {
    let count = 0;
    for (const element of this.source.within(tree)) {
      this.reconsider(element);
      count += 1;
      if (count % AT_ONCE === 0) yield;
    }
  }
}

/** What is concerned by each name. */
function grouped(
  all: readonly Shown[],
  namesOf: (shown: Shown) => readonly string[],
): ReadonlyMap<string, readonly Shown[]> {
  const concerned = new Map<string, Shown[]>();
  for (const shown of all) {
    for (const name of namesOf(shown)) concerned.set(name, [...(concerned.get(name) ?? []), shown]);
  }
  return concerned;
}

/** Tells of every picture of a document, those that are there and those that come, until `signal` aborts. */
export function discoverPictures(
  page: Document,
  sources: readonly PictureSource[],
  signal: AbortSignal,
  listener: PictureListener,
): void {
  const all = sources.map((source) => new Shown(source, listener));
  const concerned = grouped(all, ({ source }) => source.attributes);
  const reconsider = (shown: Shown, element: Element) => {
    if (!signal.aborted) shown.reconsider(element);
  };
  const followers: TreeFollower[] = all.flatMap(
    (shown) => shown.source.follow?.({ signal, changed: (element) => reconsider(shown, element) }) ?? [],
  );
  // One listener for all sources: a gallery tells of a thousand images that have loaded.
  const heard = grouped(all, ({ source }) => source.events);
  const onEvent = ({ type, target }: Event) => {
    if (isElement(target)) for (const shown of heard.get(type) ?? []) reconsider(shown, target);
  };
  const listenTo = (root: Document | ShadowRoot) => {
    for (const type of heard.keys()) listen(root, type, onEvent, { capture: true, signal });
  };
  followTrees(page, [...concerned.keys()], idleJobs(signal), signal, {
    rootFound: listenTo,
    *added(tree) {
      for (const shown of all) yield* shown.search(tree);
      for (const follower of followers) follower.treeAdded(tree);
    },
    removed() {
      for (const shown of all) shown.dropRemoved();
      for (const follower of followers) follower.treesRemoved();
    },
    attributeChanged(target, attribute) {
      for (const shown of concerned.get(attribute) ?? []) {
        for (const element of shown.source.affectedBy(target)) {
          // The browser picks the new address in a microtask of its own; look after it has.
          queueMicrotask(() => reconsider(shown, element));
        }
      }
    },
  });
}
