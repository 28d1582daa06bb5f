import type { Picture } from '../picture.ts';
import type { Anchorage } from './anchorage.ts';
import { windowsOf } from './clipper.ts';
import type { LaidPicture } from './face-place.ts';
import { boundsOf, type Matrix, product, type Quad, quadOf, scaling, translation } from './matrix.ts';
import { intoSpace, type Space } from './origin.ts';
import type { PicturePlace } from './picture-place.ts';
import { fractionsOf, intersect, isClose, isEmpty, type Rect, rectOf, UNIT } from './rect.ts';
import { type Turn, type TurnChain, turnOf } from './screen-turn.ts';
import { isVisibleByStyle } from './visible-by-style.ts';

/** Where a picture lies at one moment. */
export interface MeasuredPicture extends LaidPicture {
  /** The coordinates that it was measured in. */
  readonly space: Space;
  /** The upright rectangle around its element's border box, in those coordinates. */
  readonly box: Rect;
  /** Whether its styles let it be seen. */
  readonly isVisible: boolean;
  /** The same, and whether any of it is left by scrollers and by the page's edges. */
  readonly isShown: boolean;
  /** Whether it shows its back: nobody sees it, wherever the page is scrolled to. */
  readonly isTurnedAway: boolean;
  /** Whether nobody can scroll to any of it. */
  readonly isOutOfReach: boolean;
  /** Whether it is known where its faces are. */
  readonly isFollowed: boolean;
}

/** Movements of less than this many pixels are no movements. */
const TOLERANCE = 0.1;

/** Shows the square from 0 to 1 as the page shows the content box of a turned element. */
function turnedContent(
  element: Element,
  place: PicturePlace,
  { matrix, size }: Exclude<Turn, string>,
): Matrix {
  // A place is told as if the element filled its upright bounds.
  const part = fractionsOf(rectOf(element.getBoundingClientRect()), place.content);
  return product(
    matrix,
    translation(part.x * size.width, part.y * size.height),
    scaling(part.width * size.width, part.height * size.height),
  );
}

function spaceMatrix({ x, y, scaleX, scaleY }: Space): Matrix {
  return product(scaling(1 / scaleX, 1 / scaleY), translation(-x, -y));
}

/** Whether a picture's box lies where it did and is as visible, and its bitmap lies in it as it did. */
export function liesAsMeasured(picture: Picture, before: MeasuredPicture, space: Space): boolean {
  const { box, bitmaps, isVisible } = before;
  const now = intoSpace(space, rectOf(picture.element.getBoundingClientRect()));
  if (!isClose(now, box, TOLERANCE) || isVisibleByStyle(picture) !== isVisible) return false;
  // What fills its box does so wherever a style puts it.
  return areSameBitmaps(bitmaps, [UNIT]) || areSameBitmaps(bitmaps, [picture.place().bitmap]);
}

/**
 * Reads where a picture is, without writing anything.
 *
 * @param chain what turns it
 * @param anchorage what cuts it
 * @param space the coordinates to tell it in
 * @param bounds what people can scroll to of the page; the view, for what is fixed there; on screen
 */
export function measurePicture(
  picture: Picture,
  chain: TurnChain,
  { clippers }: Pick<Anchorage, 'clippers'>,
  space: Space,
  bounds: Rect,
): MeasuredPicture {
  const { element } = picture;
  const isVisible = isVisibleByStyle(picture);
  const place = picture.place();
  const turn = isVisible && !place.isAsSeen && !isEmpty(place.content) ? turnOf(chain) : undefined;
  const onScreen = typeof turn === 'object' ? turnedContent(element, place, turn) : undefined;
  const quad = onScreen && quadOf(onScreen, UNIT);
  const content = quad ? boundsOf(quad) : place.content;
  const { all: window, lasting: frame, reachOf } = windowsOf(clippers);
  const isScrolled = clippers.some(({ scrolls }) => scrolls);
  const onPage = intersect(bounds, content);
  const seen = window ? intersect(window, onPage) : onPage;
  return {
    content: intoSpace(space, content),
    bitmaps: [place.bitmap, ...(place.repeats ?? [])],
    turned: quad && onScreen && product(spaceMatrix(space), onScreen),
    window: window && intoSpace(space, window),
    frame: frame && intoSpace(space, frame),
    onPage: intoSpace(space, onPage),
    reach: intoSpace(space, isScrolled ? content : onPage),
    space,
    box: intoSpace(space, rectOf(element.getBoundingClientRect())),
    isVisible,
    isTurnedAway: turn === 'away',
    isOutOfReach: isEmpty(intersect(bounds, reachOf(content))),
    isShown: isVisible && turn !== 'away' && !isEmpty(seen),
    isFollowed: turn === undefined || quad !== undefined,
  };
}

/** Fractions of a picture that differ by less are the same. */
const FRACTION_TOLERANCE = 1e-4;

function areSameBitmaps(before: readonly Rect[], now: readonly Rect[]): boolean {
  return (
    before.length === now.length &&
    before.every((bitmap, index) => {
      const other = now[index];
      return other && isClose(bitmap, other, FRACTION_TOLERANCE);
    })
  );
}

/** Whether a picture lies where it did, and its bitmap in it. */
export function isSamePlace(before: MeasuredPicture, now: MeasuredPicture): boolean {
  if (!isClose(before.content, now.content, TOLERANCE)) return false;
  if (!areSameBitmaps(before.bitmaps, now.bitmaps)) return false;
  const corners = (of: MeasuredPicture): Quad | undefined => of.turned && quadOf(of.turned, UNIT);
  const [from, to] = [corners(before), corners(now)];
  if (from === undefined || to === undefined) return from === to;
  return from.every(({ x, y }, index) => {
    const corner = to[index];
    return corner && Math.abs(corner.x - x) <= TOLERANCE && Math.abs(corner.y - y) <= TOLERANCE;
  });
}

/** Whether what is drawn for the one needs no change to be right for the other. */
export function isSameToDraw(before: MeasuredPicture, now: MeasuredPicture): boolean {
  return (
    before.isShown === now.isShown &&
    before.isFollowed === now.isFollowed &&
    isSamePlace(before, now) &&
    isClose(before.onPage, now.onPage, TOLERANCE) &&
    isSameWindow(before.window, now.window)
  );
}

function isSameWindow(before: Rect | undefined, now: Rect | undefined): boolean {
  return before && now ? isClose(before, now, TOLERANCE) : before === now;
}
