import type { Rect, Size } from './rect.ts';

/** The viewport without its scroll bars. Of pages in quirks mode it is the body that tells: CSSOM View, section 6. */
export function viewportSize(page = document): Size {
  // There is none where the body of such a page scrolls by itself; then the viewport has no scroll bars.
  const { scrollingElement: teller, defaultView: view } = page;
  return {
    width: teller?.clientWidth ?? view?.innerWidth ?? 0,
    height: teller?.clientHeight ?? view?.innerHeight ?? 0,
  };
}

/** The same, on screen. */
export function viewportRect(): Rect {
  return { x: 0, y: 0, ...viewportSize() };
}

/** Where what is larger than the view goes on: CSS Writing Modes 4, section 8 (the principal writing mode). */
function growth(): { readonly isToTheLeft: boolean; readonly isUpwards: boolean } {
  const { direction, writingMode } = getComputedStyle(document.body ?? document.documentElement);
  const isRtl = direction === 'rtl';
  if (writingMode === 'horizontal-tb') return { isToTheLeft: isRtl, isUpwards: false };
  return { isToTheLeft: writingMode.endsWith('-rl'), isUpwards: isRtl !== (writingMode === 'sideways-lr') };
}

/** The whole scrollable document, on screen. */
export function documentRect(): Rect {
  // Of pages in quirks mode it is the body that tells: CSSOM View, section 6.
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } =
    document.scrollingElement ?? document.documentElement;
  const beyond = { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight };
  const { isToTheLeft, isUpwards } = growth();
  return {
    x: (isToTheLeft ? -beyond.x : 0) - window.scrollX,
    y: (isUpwards ? -beyond.y : 0) - window.scrollY,
    width: scrollWidth,
    height: scrollHeight,
  };
}
