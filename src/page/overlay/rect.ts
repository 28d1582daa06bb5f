/** A rectangle in CSS pixels, or in fractions of another one where its name says so. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const UNIT: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** The common part of two rectangles; its width or height is 0 where they have none. */
export function intersect(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const right = Math.min(a.x + a.width, b.x + b.width);
  const bottom = Math.min(a.y + a.height, b.y + b.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** The smallest rectangle around all of these. */
export function around(...rects: readonly [Rect, ...Rect[]]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** A rectangle with so many pixels more on each side. */
export function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Area that two rectangles share. */
export function overlap(a: Rect, b: Rect): number {
  const common = intersect(a, b);
  return common.width * common.height;
}

export function area(rect: Size): number {
  return rect.width * rect.height;
}

export function isEmpty(rect: Size): boolean {
  return !(rect.width > 0 && rect.height > 0);
}

/** `inner`, given in fractions of `outer`, in the units of `outer`. */
export function within(outer: Rect, inner: Rect): Rect {
  return {
    x: outer.x + inner.x * outer.width,
    y: outer.y + inner.y * outer.height,
    width: inner.width * outer.width,
    height: inner.height * outer.height,
  };
}

/** `rect` in fractions of `outer`, which is not empty: the inverse of `within`. */
export function fractionsOf(outer: Rect, rect: Rect): Rect {
  return {
    x: (rect.x - outer.x) / outer.width,
    y: (rect.y - outer.y) / outer.height,
    width: rect.width / outer.width,
    height: rect.height / outer.height,
  };
}

/** Moves a rectangle by a distance. */
export function shifted(rect: Rect, dx: number, dy: number): Rect {
  return { x: rect.x + dx, y: rect.y + dy, width: rect.width, height: rect.height };
}

/** True where no edge differs by more than `tolerance`. */
export function isClose(a: Rect, b: Rect, tolerance: number): boolean {
  return (
    Math.abs(a.x - b.x) <= tolerance &&
    Math.abs(a.y - b.y) <= tolerance &&
    Math.abs(a.x + a.width - b.x - b.width) <= tolerance &&
    Math.abs(a.y + a.height - b.y - b.height) <= tolerance
  );
}

/** Whether a rectangle holds a point; edges count. */
export function holds(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

export function rectOf(box: DOMRectReadOnly): Rect {
  return { x: box.x, y: box.y, width: box.width, height: box.height };
}
