import type { Size } from './rect.ts';

/** The viewport without its scroll bars. Of pages in quirks mode it is the body that tells: CSSOM View, section 6. */
export function viewportSize(page = document): Size {
  // There is none where the body of such a page scrolls by itself; then the viewport has no scroll bars.
  const { scrollingElement: teller, defaultView: view } = page;
  return {
    width: teller?.clientWidth ?? view?.innerWidth ?? 0,
    height: teller?.clientHeight ?? view?.innerHeight ?? 0,
  };
}
