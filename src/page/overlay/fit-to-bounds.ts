import { boundsOf, type Matrix, type Point, product, quadOf, translation } from './matrix.ts';
import type { Rect, Size } from './rect.ts';

const STEPS = 12;
/** Pixels of the screen. */
const EXACT = 0.01;
/** A step of this many pixels of the box tells how its image on screen moves. */
const PROBE = 1;
const SHORTEST = 1 / 300;

/**
 * Where in a plane a box lies, found from where it is seen: the browser tells the upright rectangle around a turned
 * box, and nothing else about its place. Newton's method on the middle of that rectangle; where no depth is in play, the
 * first step is exact. Pure.
 *
 * @param plane how the plane is seen
 * @param own what the box's own transform does, about its upper left corner
 * @param size of the box
 * @param bounds the upright rectangle around it on screen
 * @returns the place of the box's upper left corner in the plane; nothing where no place gives these bounds
 */
export function fitToBounds(plane: Matrix, own: Matrix, size: Size, bounds: Rect): Point | undefined {
  const seenAt = ({ x, y }: Point) => product(plane, translation(x, y), own);
  const box = { x: 0, y: 0, width: size.width, height: size.height };
  const missAt = (at: Point): Point | undefined => {
    const quad = quadOf(seenAt(at), box);
    if (quad === undefined) return undefined;
    const seen = boundsOf(quad);
    return {
      x: bounds.x + bounds.width / 2 - seen.x - seen.width / 2,
      y: bounds.y + bounds.height / 2 - seen.y - seen.height / 2,
    };
  };
  let at: Point = { x: 0, y: 0 };
  let miss = missAt(at);
  for (let step = 0; miss && step < STEPS; step += 1) {
    if (Math.hypot(miss.x, miss.y) < EXACT) return isAsLarge(seenAt(at), box, bounds) ? at : undefined;
    const move = newtonStep(miss, missAt({ x: at.x + PROBE, y: at.y }), missAt({ x: at.x, y: at.y + PROBE }));
    if (move === undefined) return undefined;
    // A step that goes behind the eye was too long.
    let share = 1;
    const from = at;
    do {
      at = { x: from.x + move.x * share, y: from.y + move.y * share };
      miss = missAt(at);
      share /= 4;
    } while (miss === undefined && share > SHORTEST);
  }
  return undefined;
}

/** Solves the two linear equations that two probes give. */
function newtonStep(miss: Point, right: Point | undefined, down: Point | undefined): Point | undefined {
  if (right === undefined || down === undefined) return undefined;
  const a = (miss.x - right.x) / PROBE;
  const b = (miss.x - down.x) / PROBE;
  const c = (miss.y - right.y) / PROBE;
  const d = (miss.y - down.y) / PROBE;
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-9) return undefined;
  return { x: (miss.x * d - b * miss.y) / determinant, y: (a * miss.y - c * miss.x) / determinant };
}

/** Something that was not reckoned with would show here: what is seen has another size than what was fitted. */
function isAsLarge(seen: Matrix, box: Rect, bounds: Rect): boolean {
  const quad = quadOf(seen, box);
  if (quad === undefined) return false;
  const { width, height } = boundsOf(quad);
  const slack = 2 + 0.04 * Math.max(bounds.width, bounds.height);
  return Math.abs(width - bounds.width) <= slack && Math.abs(height - bounds.height) <= slack;
}
