import type { FollowedPage, Tree, TreeFollower } from '../../picture.ts';
import { isConnected, isElement, listen, matches } from '../dom.ts';
import { type IdleJobs, idleJobs } from '../idle-jobs.ts';
import { watchResources } from '../loaded-resources.ts';
import { soon } from '../soon.ts';
import { PSEUDO_ELEMENTS } from './painted-images.ts';
import { isLoaded, type StyleImages } from './style-images.ts';
import { type Candidate, StyleSearch } from './style-search.ts';

/** A page that keeps changing its classes and styles is looked through anew at most this often, in milliseconds. */
const BETWEEN_SEARCHES = 400;
/** Past this many places that have changed, looking through everything once is cheaper. */
const MOST_PLACES = 20;
/** What may give an element another style with no change of the document, and how soon that is looked at. */
const STATE_EVENTS = ['pointerover', 'focusin', 'focusout', 'change', 'toggle', 'hashchange'];
const AFTER_STATE = 150;
/** What brings a style sheet. */
const SHEETS = 'style, link';
/** How far beyond the viewport bitmaps are asked for; as far as pictures are read. */
const NEAR = '75%';

/** Looks through a page for elements that show an image by their style, and has the bitmaps of near ones loaded. */
export class StyleFollower implements TreeFollower {
  readonly #page: FollowedPage;
  readonly #images: StyleImages;
  readonly #search = new StyleSearch();
  readonly #jobs: IdleJobs;
  readonly #showing = new Map<Element, Candidate>();
  /** Those that were found to show one in a state that may pass. */
  readonly #inState = new Set<Element>();
  readonly #roots = new Set<Document | ShadowRoot>();
  /** Trees that wait to be looked through, and whether their styles have changed: see `StyleSearch`. */
  readonly #queue = new Map<Tree, boolean>();
  readonly #restyled = new Set<Element>();
  readonly #near: IntersectionObserver;
  readonly #searchSoon: () => void;
  #isSearching = false;
  #isForAll = false;

  constructor(page: FollowedPage, images: StyleImages) {
    this.#page = page;
    this.#images = images;
    this.#jobs = idleJobs(page.signal);
    this.#near = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) if (isIntersecting) this.#load(target);
      },
      { rootMargin: NEAR, scrollMargin: NEAR } as IntersectionObserverInit,
    );
    this.#searchSoon = soon(page.signal, BETWEEN_SEARCHES, () => this.#searchChanged());
    const searchStates = soon(page.signal, AFTER_STATE, () => this.#jobs.add(this.#searchStates()));
    for (const type of STATE_EVENTS) {
      listen(window, type, searchStates, { capture: true, passive: true, signal: page.signal });
    }
    watchResources(page.signal, {
      imageLoaded: () => undefined,
      styleLoaded: () => this.#searchAllSoon(),
    });
    page.signal.addEventListener('abort', () => this.#near.disconnect());
  }

  treeAdded(tree: Tree): void {
    if (!isElement(tree)) this.#roots.add(tree);
    if (isElement(tree) && matches(tree, SHEETS)) this.#searchAllSoon();
    else this.#enqueue(tree);
  }

  treesRemoved(): void {
    this.#searchSoon();
  }

  /** A class or a style has changed; what has come of it for the elements around is looked at later. */
  *restyled(target: Element): Iterable<Element> {
    // Siblings may be selected by it too.
    this.#restyled.add(target.parentElement ?? target);
    this.#searchSoon();
    const candidate = this.#showing.get(target);
    if (candidate === undefined) return;
    this.#visit(candidate);
    yield target;
  }

  /** Looks at one element now, and has its bitmaps loaded. */
  look(element: Element): void {
    this.#visit({ element, pseudos: PSEUDO_ELEMENTS });
    this.#load(element);
  }

  #searchAllSoon(): void {
    this.#isForAll = true;
    this.#searchSoon();
  }

  #searchChanged(): void {
    for (const root of this.#roots) if (!isConnected(root)) this.#roots.delete(root);
    const isAll = this.#isForAll || this.#restyled.size > MOST_PLACES;
    this.#isForAll = false;
    for (const tree of isAll ? this.#roots : this.#restyled) this.#enqueue(tree, !isAll);
    this.#restyled.clear();
    // What rules gave an image before they may have taken from it.
    for (const candidate of [...this.#showing.values()]) this.#visit(candidate);
  }

  #enqueue(tree: Tree, isRestyled = false): void {
    this.#queue.set(tree, isRestyled || this.#queue.get(tree) === true);
    if (this.#isSearching) return;
    this.#isSearching = true;
    this.#jobs.add(this.#searchQueue());
  }

  *#searchQueue(): Generator<void> {
    try {
      for (const [tree, isRestyled] of this.#queue) {
        this.#queue.delete(tree);
        if (isConnected(tree)) yield* this.#search.in(tree, isRestyled, (found) => this.#visit(found));
        yield;
      }
    } finally {
      this.#isSearching = false;
    }
  }

  *#searchStates(): Generator<void> {
    const before = [...this.#inState];
    for (const root of this.#roots) {
      yield* this.#search.inState(root, (found) => this.#visit(found));
    }
    for (const element of before) {
      const candidate = this.#showing.get(element);
      if (candidate) this.#visit(candidate);
      if (!this.#showing.has(element)) this.#inState.delete(element);
    }
  }

  #visit({ element, pseudos, isInState }: Candidate): void {
    if (isInState) this.#inState.add(element);
    const before = this.#showing.get(element);
    const wanted = before && before.pseudos.length > pseudos.length ? before.pseudos : pseudos;
    const shows = isConnected(element) && this.#images.look(element, wanted);
    if (!shows && before === undefined) return;
    if (!shows) {
      this.#showing.delete(element);
      this.#near.unobserve(element);
    } else this.#observe({ element, pseudos: wanted });
    this.#page.changed(element);
  }

  #observe(candidate: Candidate): void {
    const { element } = candidate;
    const images = this.#images.known(element);
    const isNew = !this.#showing.has(element);
    this.#showing.set(element, candidate);
    if (!isNew && images.every(isLoaded)) return;
    // Observed anew, because of an element that stays near nothing is told again.
    this.#near.unobserve(element);
    this.#near.observe(element);
  }

  #load(element: Element): void {
    for (const { bitmap } of this.#images.known(element)) {
      void bitmap.load().then(
        () => this.#page.changed(element),
        () => undefined, // The page shows nothing either.
      );
    }
  }
}
