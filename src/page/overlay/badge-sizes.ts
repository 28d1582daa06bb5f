import type { Settings } from '../../settings/schema.ts';
import type { Face } from '../../vision/types.ts';
import { labelTranslator } from '../label-language.ts';
import type { BadgeForms } from './badge-layout.ts';
import type { Size } from './rect.ts';
import { BADGE_FORMS } from './wording.ts';

/**
 * The sizes of badges. Reading one costs the page a layout, so badges that are as wide as each other are read once:
 * digits have one width, so it depends on the expression, the doubt and how many digits there are.
 */
export class BadgeSizes {
  readonly #known = new Map<string, BadgeForms>();

  /** Text has another size or another language from now on. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * @param badge on screen
   * @param show gives the badge one of its forms; called only where sizes are not known yet
   */
  formsOf(
    face: Face,
    style: Settings['labelStyle'],
    badge: Element,
    show: (form: number) => void,
  ): BadgeForms {
    const key = `${style} ${face.expression} ${face.uncertain} ${labelTranslator().percent(face.confidence).length}`;
    let forms = this.#known.get(key);
    if (forms === undefined) {
      // One copy of each form, so that all of them cost one layout.
      const copies = BADGE_FORMS[style].map((_, form) => {
        show(form);
        return badge.cloneNode(true) as Element;
      });
      badge.after(...copies);
      forms = copies.map(layoutSize);
      for (const copy of copies) copy.remove();
      this.#known.set(key, forms);
    }
    return forms;
  }
}

/** Of a box sized by its border, before the page scales it: `offsetWidth` would round. */
function layoutSize(element: Element): Size {
  const { width, height } = getComputedStyle(element);
  return { width: Number.parseFloat(width) || 0, height: Number.parseFloat(height) || 0 };
}
