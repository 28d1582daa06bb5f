import { element } from './elements.ts';
import type { Rect } from './rect.ts';

/** The coordinates of what hangs on an element: where on screen they begin, and how many pixels of it one of theirs is. */
export interface Space {
  readonly x: number;
  readonly y: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Side of the square that is measured, in the pixels of its own space: as the style sheet has it. */
const PROBE = 100;

/** An element without a size, on which other elements hang; a page that scales its root scales it too. */
export class Origin {
  readonly #probe = element('div', 'probe');
  readonly element: HTMLElement;

  constructor(className: string) {
    this.element = element('div', className, this.#probe);
  }

  /** Whether anything hangs on it. */
  get holdsMore(): boolean {
    return this.element.childElementCount > 1;
  }

  /** Reads the page's layout. */
  space(): Space {
    const { x, y, width, height } = this.#probe.getBoundingClientRect();
    return { x, y, scaleX: width > 0 ? width / PROBE : 1, scaleY: height > 0 ? height / PROBE : 1 };
  }
}

/** A rectangle of the screen in the coordinates of a space. */
export function intoSpace({ x, y, scaleX, scaleY }: Space, rect: Rect): Rect {
  return {
    x: (rect.x - x) / scaleX,
    y: (rect.y - y) / scaleY,
    width: rect.width / scaleX,
    height: rect.height / scaleY,
  };
}

/** A rectangle of a space on screen: the inverse of `intoSpace`. */
export function fromSpace({ x, y, scaleX, scaleY }: Space, rect: Rect): Rect {
  return {
    x: x + rect.x * scaleX,
    y: y + rect.y * scaleY,
    width: rect.width * scaleX,
    height: rect.height * scaleY,
  };
}
