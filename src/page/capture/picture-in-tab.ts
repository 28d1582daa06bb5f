import { anchorageOf } from '../overlay/anchorage.ts';
import { windowsOf } from '../overlay/clipper.ts';
import { area as areaOf, fractionsOf, intersect, isEmpty, type Rect, UNIT, within } from '../overlay/rect.ts';
import { turnChainOf, turnOf } from '../overlay/screen-turn.ts';
import type { Picture } from '../picture.ts';
import { CaptureRefusal } from './capture-refusal.ts';
import { frameInTab } from './frame-in-tab.ts';
import { areaInTab } from './tab-area.ts';

/** Where a picture can be seen in its tab. */
export interface PictureInTab {
  /** In fractions of the tab's visible area. */
  readonly area: Rect;
  /** The part of the picture's bitmap that can be seen there, in fractions of the bitmap. */
  readonly part: Rect;
  /** What of all that the page shows of it is in view, from 0 to 1: the rest can be scrolled to. */
  readonly share: number;
}

const NOT_IN_VIEW = 'It can be read only from the screen, while it is in view.';
const TURNED = 'It can be read only from the screen, where it is turned or bent.';
const IN_A_FOREIGN_FRAME =
  'It can be read only from the screen, and it lies in a frame of another site: where that is no extension is told.';

/**
 * Measures where a picture can be seen now.
 *
 * @throws CaptureRefusal
 */
export function pictureInTab(picture: Picture): PictureInTab {
  if (turnOf(turnChainOf(picture.element)) !== undefined) throw new CaptureRefusal(TURNED, false);
  const frame = frameInTab(window);
  if (frame === undefined) throw new CaptureRefusal(IN_A_FOREIGN_FRAME, false);
  const { content, bitmap } = picture.place();
  const whole = within(content, bitmap);
  const { all, lasting } = windowsOf(anchorageOf(picture.element, picture.pseudo).clippers);
  const painted = intersect(whole, content);
  const leftBy = (window: Rect | undefined) => intersect(painted, window ?? painted);
  const shown = leftBy(all);
  const onTop = (rect: Rect) => within(frame.onTop, fractionsOf(frame.view, rect));
  const page = topView();
  const { visualViewport } = window.top ?? window;
  const area = (rect: Rect) =>
    areaInTab(rect, page, visualViewport ?? { scale: 1, offsetLeft: 0, offsetTop: 0 });
  const seen = intersect(area(intersect(onTop(shown), frame.seen)), UNIT);
  if (document.hidden || isEmpty(seen) || isEmpty(whole)) throw new CaptureRefusal(NOT_IN_VIEW, true);
  const share = areaOf(seen) / areaOf(area(onTop(leftBy(lasting))));
  return { area: seen, part: fractionsOf(area(onTop(whole)), seen), share };
}

function topView(): Rect {
  const { innerWidth: width, innerHeight: height } = window.top ?? window;
  return { x: 0, y: 0, width, height };
}
