import type { FollowedPage, Picture, PictureSource, Tree, TreeFollower } from '../../picture.ts';
import { isCanvas, isConnected, listen, queryWith } from '../dom.ts';
import { canvasPicture } from './canvas-picture.ts';
import { type CanvasState, CanvasWatch } from './canvas-watch.ts';

/** What a person does upon which a page may draw. */
const INPUT = ['pointerup', 'keyup', 'wheel', 'change'];

interface Known {
  readonly state: CanvasState;
  readonly pictures: readonly Picture[];
}

/** `canvas` elements, two- and three-dimensional. One that moves like a film is read only when the person asks. */
export function canvasElements(): PictureSource {
  const known = new WeakMap<HTMLCanvasElement, Known>();
  let follower: CanvasFollower | undefined;
  return {
    attributes: ['width', 'height'],
    events: [],
    within: (root) => queryWith(root, 'canvas'),
    affectedBy(target) {
      if (isCanvas(target)) follower?.wake(target);
      return [];
    },
    unloadedAt: () => undefined,
    picturesOf(element) {
      const state = follower?.stateOf(element);
      if (!isCanvas(element) || state === undefined) return [];
      const before = known.get(element);
      if (before?.state === state) return before.pictures;
      // What was asked for before the first look is what that look has seen.
      if (before?.state === 'unseen' && before.pictures.length > 0) {
        known.set(element, { state, pictures: before.pictures });
        return before.pictures;
      }
      const pictures = typeof state === 'string' || state.isMoving ? [] : [canvasPicture(element)];
      known.set(element, { state, pictures });
      return pictures;
    },
    expectedAt(element) {
      const state = follower?.stateOf(element);
      if (!isCanvas(element) || state === undefined) return [];
      // Anew, because what was known of it may have been drawn over since.
      const pictures = [canvasPicture(element)];
      known.set(element, { state, pictures });
      follower?.asked(element);
      return pictures;
    },
    follow(page) {
      follower = new CanvasFollower(page);
      return follower;
    },
  };
}

/** Watches the canvases that are in view. */
class CanvasFollower implements TreeFollower {
  readonly #page: FollowedPage;
  readonly #watches = new Map<Element, CanvasWatch>();
  readonly #inView = new Set<CanvasWatch>();
  readonly #views: IntersectionObserver;

  constructor(page: FollowedPage) {
    this.#page = page;
    this.#views = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#seen(target, isIntersecting);
    });
    const wakeAll = () => {
      for (const watch of this.#inView) watch.wake();
    };
    for (const type of INPUT) {
      listen(window, type, wakeAll, { capture: true, passive: true, signal: page.signal });
    }
    page.signal.addEventListener('abort', () => this.#close());
  }

  /** The person has asked for what this canvas shows now: the answer is to be seen for a while. */
  asked(canvas: Element): void {
    this.#watches.get(canvas)?.hold();
    this.#page.changed(canvas);
  }

  stateOf(element: Element): CanvasState | undefined {
    return this.#watches.get(element)?.state;
  }

  wake(canvas: Element): void {
    const watch = this.#watches.get(canvas);
    if (watch && this.#inView.has(watch)) watch.wake();
  }

  treeAdded(tree: Tree): void {
    for (const canvas of queryWith(tree, 'canvas')) {
      if (!isCanvas(canvas) || this.#watches.has(canvas)) continue;
      this.#watches.set(canvas, new CanvasWatch(canvas, () => this.#page.changed(canvas)));
      this.#views.observe(canvas);
    }
  }

  treesRemoved(): void {
    for (const canvas of this.#watches.keys()) {
      if (isConnected(canvas)) continue;
      this.#seen(canvas, false);
      this.#views.unobserve(canvas);
      this.#watches.delete(canvas);
    }
  }

  #seen(canvas: Element, isSeen: boolean): void {
    const watch = this.#watches.get(canvas);
    if (watch === undefined || this.#inView.has(watch) === isSeen) return;
    if (isSeen) {
      this.#inView.add(watch);
      watch.start();
    } else {
      this.#inView.delete(watch);
      watch.stop();
    }
  }

  #close(): void {
    this.#views.disconnect();
    for (const watch of this.#watches.values()) watch.stop();
    this.#watches.clear();
  }
}
