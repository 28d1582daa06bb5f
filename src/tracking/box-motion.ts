import type { Box, Point } from '../vision/types.ts';
import { OneEuroFilter } from './one-euro-filter.ts';

/** Speeds count in sides of the face a second, so that near and far faces are smoothed alike. */
const TERMS = { restCutoff: 1, speedGain: 4, speedCutoff: 2 };

/** Seconds for which a face is taken to go on as it went: people turn and stop. */
const HORIZON = 0.5;

/** Sides a second. What looks slower is mostly the detector's jitter, and is not carried on. */
const JITTER_SPEED = 0.15;

/** Two measurements at the same moment are taken to be this many seconds apart. */
const SHORTEST = 0.001;

function centreOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function boxAround(
  centre: Point,
  { width, height }: { readonly width: number; readonly height: number },
): Box {
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

/** Where one face is, smoothed, and where it is going. */
export class BoxMotion {
  readonly #x: OneEuroFilter;
  readonly #y: OneEuroFilter;
  readonly #width: OneEuroFilter;
  readonly #height: OneEuroFilter;
  #last: Box;

  constructor(first: Box) {
    const centre = centreOf(first);
    this.#last = first;
    this.#x = new OneEuroFilter(centre.x, TERMS);
    this.#y = new OneEuroFilter(centre.y, TERMS);
    this.#width = new OneEuroFilter(first.width, TERMS);
    this.#height = new OneEuroFilter(first.height, TERMS);
  }

  /** @param seconds since the last box */
  add(box: Box, seconds: number): void {
    const { width, height } = box;
    const centre = centreOf(box);
    const passed = Math.max(SHORTEST, seconds);
    this.#x.add(centre.x, passed, width);
    this.#y.add(centre.y, passed, height);
    this.#width.add(width, passed, width);
    this.#height.add(height, passed, height);
    this.#last = box;
  }

  /** Where the detector would find the face, so many seconds after it found it last. */
  expected(seconds: number): Box {
    return this.#carried(centreOf(this.#last), this.#last, seconds);
  }

  /** Where the face is to be drawn, so many seconds after it was found last. */
  smoothed(seconds: number): Box {
    const size = { width: this.#width.value, height: this.#height.value };
    return this.#carried({ x: this.#x.value, y: this.#y.value }, size, seconds);
  }

  /** Whether the face is taken to be under way still, so many seconds after it was found last: faster than jitter. */
  isMoving(seconds: number): boolean {
    return seconds < HORIZON && this.#sidesPerSecond > JITTER_SPEED;
  }

  get #sidesPerSecond(): number {
    const { width, height } = this.#last;
    return Math.hypot(this.#x.speed / width, this.#y.speed / height);
  }

  #carried(centre: Point, size: { readonly width: number; readonly height: number }, seconds: number): Box {
    const squared = this.#sidesPerSecond ** 2;
    const trust = squared / (squared + JITTER_SPEED ** 2);
    const ahead = trust * Math.min(Math.max(0, seconds), HORIZON);
    return boxAround({ x: centre.x + this.#x.speed * ahead, y: centre.y + this.#y.speed * ahead }, size);
  }
}
