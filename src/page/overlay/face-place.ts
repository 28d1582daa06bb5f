import type { Box } from '../../vision/types.ts';
import { cutOf, faceInContent, isCentreShown } from './face-box.ts';
import { boundsOf, type Matrix, type Point, project, type Quad, quadOf } from './matrix.ts';
import { fractionsOf, holds, intersect, overlap, type Rect, UNIT, within } from './rect.ts';

/** Where a picture lies, in the coordinates of what its layer hangs on. */
export interface LaidPicture {
  /** The upright rectangle around the box that cuts the bitmap. */
  readonly content: Rect;
  /** Every place of the bitmap, in fractions of that box. */
  readonly bitmaps: readonly Rect[];
  /** Shows that box, as the square from 0 to 1, where it is not upright. */
  readonly turned: Matrix | undefined;
  /** What scrollers around the picture let be seen; none where there are no such. */
  readonly window: Rect | undefined;
  /** What of it boxes around it let be seen that nobody can scroll, inside of all scrollers; none where there are no such. */
  readonly frame: Rect | undefined;
  /** What of `content` lies on the page, or in view where it is fixed there; empty where nothing: nobody can scroll beyond. */
  readonly onPage: Rect;
  /** The same, or all of it where a scroller around it may bring any of it there. */
  readonly reach: Rect;
}

/** Where one face lies. */
export interface FacePlace {
  /** The upright rectangle around it, in fractions of the picture's `content`. */
  readonly box: Rect;
  /** The same, in the coordinates that `content` is in. */
  readonly bounds: Rect;
  /** The upright rectangle around what the picture's own box leaves of it, in those coordinates; empty where nothing. */
  readonly left: Rect;
  /** Its corners, in those coordinates, where the picture is not upright. */
  readonly quad: Quad | undefined;
  /** What the picture's own box cuts off it: `cutOf`. */
  readonly cut: ReturnType<typeof cutOf>;
  /** Whether its middle is left by the picture's own box and by the scrollers around it, and some of it by the page's edges. */
  readonly isShown: boolean;
  /** The same, of all that nobody can scroll. */
  readonly isReachable: boolean;
}

/** Places one face of a bitmap on a page. Pure; nothing where the face lies behind the viewer's eye. */
export function placeFace(face: Box, bitmap: Rect, picture: LaidPicture): FacePlace | undefined {
  const { content, turned } = picture;
  const inContent = faceInContent(face, bitmap);
  const cut = cutOf(inContent);
  if (turned === undefined) {
    const bounds = within(content, inContent);
    const middle = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
    const left = intersect(bounds, content);
    return {
      box: inContent,
      bounds,
      left,
      quad: undefined,
      cut,
      ...seenOf(picture, inContent, bounds, middle),
    };
  }
  const quad = quadOf(turned, inContent);
  const middle = project(turned, {
    x: inContent.x + inContent.width / 2,
    y: inContent.y + inContent.height / 2,
  });
  const left = quadOf(turned, intersect(inContent, UNIT));
  if (quad === undefined || left === undefined || middle === undefined) return undefined;
  const bounds = boundsOf(quad);
  return {
    box: fractionsOf(content, bounds),
    bounds,
    left: boundsOf(left),
    quad,
    cut,
    ...seenOf(picture, inContent, bounds, middle),
  };
}

/** @param middle of the face, where it lies within `bounds` */
function seenOf({ window, frame, onPage, reach }: LaidPicture, inContent: Rect, bounds: Rect, middle: Point) {
  const isLeft = isCentreShown(inContent);
  return {
    isShown: isLeft && overlap(bounds, onPage) > 0 && isIn(window, middle),
    isReachable: isLeft && overlap(bounds, reach) > 0 && isIn(frame, middle),
  };
}

function isIn(window: Rect | undefined, { x, y }: Point): boolean {
  return window === undefined || holds(window, x, y);
}
