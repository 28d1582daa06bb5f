import { placeOfReplaced } from '../overlay/picture-place.ts';
import { fractionsOf, intersect, type Rect, within } from '../overlay/rect.ts';
import { turnChainOf, turnOf } from '../overlay/screen-turn.ts';

/** Where the viewport of a frame lies in its tab. */
export interface FrameInTab {
  /** The frame's own viewport, in CSS pixels of the frame. */
  readonly view: Rect;
  /** The same in CSS pixels of the topmost page's layout viewport. */
  readonly onTop: Rect;
  /** What of it the frames around it let be seen, in pixels of the topmost page. */
  readonly seen: Rect;
}

function viewOf(view: Window): Rect {
  return { x: 0, y: 0, width: view.innerWidth, height: view.innerHeight };
}

/**
 * Follows a frame up to the topmost page, as far as the browser lets one frame know of another: none where a frame of
 * another origin lies between, which is told nothing of where it is, nor where one is turned.
 */
export function frameInTab(frame: Window): FrameInTab | undefined {
  const view = viewOf(frame);
  let onTop = view;
  let seen = view;
  for (let inner = frame; inner !== inner.parent; inner = inner.parent) {
    const holder = inner.frameElement;
    if (holder === null || turnOf(turnChainOf(holder)) !== undefined) return undefined;
    const { content } = placeOfReplaced(holder as HTMLElement, { width: 1, height: 1 });
    const outwards = (rect: Rect) => within(content, fractionsOf(viewOf(inner), rect));
    onTop = outwards(onTop);
    seen = intersect(outwards(seen), viewOf(inner.parent));
  }
  return { view, onTop, seen };
}
