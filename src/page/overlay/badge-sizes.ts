import type { Settings } from '../../settings/schema.ts';
import type { Face } from '../../vision/types.ts';
import { labelTranslator } from '../label-language.ts';
import type { BadgeForms } from './badge-layout.ts';
import type { Size } from './rect.ts';
import { BADGE_FORMS } from './wording.ts';

/** A badge whose sizes are asked for. */
export interface SizedBadge {
  readonly face: Face;
  readonly style: Settings['labelStyle'];
  /** On screen. */
  readonly badge: Element;
  /** Gives the badge one of its forms. */
  show(form: number): void;
}

/**
 * The sizes of badges. To read them costs the page a layout, so all that are asked for together are read together, and badges that
 * are as wide as each other once: digits have one width, so it depends on the expression, the doubt and how many digits there are.
 */
export class BadgeSizes {
  readonly #known = new Map<string, BadgeForms>();
  /** Copies of badges, one in each form, that stand beside them until they are read. */
  readonly #asked = new Map<string, readonly Element[]>();

  /** Text has another size or another language from now on. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * To be called for all badges whose sizes are wanted before the first of them is read.
   *
   * @returns reads them
   */
  ask(sized: SizedBadge): () => BadgeForms {
    const key = keyOf(sized);
    if (!this.#known.has(key) && !this.#asked.has(key)) this.#asked.set(key, copiesBeside(sized));
    let forms: BadgeForms | undefined;
    return () => {
      this.#readAll();
      forms ??= this.#known.get(key) ?? [];
      return forms;
    };
  }

  /** All reading comes before any writing. */
  #readAll(): void {
    if (this.#asked.size === 0) return;
    for (const [key, copies] of this.#asked) this.#known.set(key, copies.map(layoutSize));
    for (const copies of this.#asked.values()) for (const copy of copies) copy.remove();
    this.#asked.clear();
  }
}

/** One copy of the badge in each form. */
function copiesBeside({ badge, style, show }: SizedBadge): readonly Element[] {
  const copies = BADGE_FORMS[style].map((_, form) => {
    show(form);
    return badge.cloneNode(true) as Element;
  });
  badge.after(...copies);
  return copies;
}

function keyOf({ style, face }: SizedBadge): string {
  return `${style} ${face.expression} ${face.uncertain} ${labelTranslator().percent(face.confidence).length}`;
}

/** Of a box sized by its border, before the page scales it: `offsetWidth` would round. */
function layoutSize(element: Element): Size {
  const { width, height } = getComputedStyle(element);
  return { width: Number.parseFloat(width) || 0, height: Number.parseFloat(height) || 0 };
}
