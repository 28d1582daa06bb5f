import type { Settings } from '../../settings/schema.ts';
import type { Face } from '../../vision/types.ts';
import type { BadgeForms } from './badge-layout.ts';
import type { Size } from './rect.ts';
import { BADGE_FORMS, type BadgePart, partText } from './wording.ts';

/** Pixels between the parts of a badge, as the style sheet has it. */
const PART_GAP = 4;

/**
 * The sizes of badges. Reading one costs the page a layout, so badges that are as wide as each other are read once:
 * digits have one width, so it depends on the word and on how many digits there are.
 */
export class BadgeSizes {
  readonly #known = new Map<string, BadgeForms>();

  /** @param badge on screen, with all of its parts shown where its size is not known yet */
  formsOf(
    face: Face,
    style: Settings['labelStyle'],
    badge: Element,
    parts: ReadonlyMap<BadgePart, Element>,
  ): BadgeForms {
    const key = `${style} ${partText('word', face)} ${partText('percent', face).length}`;
    let forms = this.#known.get(key);
    if (forms === undefined) {
      forms = measure(style, badge, parts);
      this.#known.set(key, forms);
    }
    return forms;
  }
}

function measure(
  style: Settings['labelStyle'],
  badge: Element,
  parts: ReadonlyMap<BadgePart, Element>,
): BadgeForms {
  const full = layoutSize(badge);
  const widths = new Map([...parts].map(([part, span]) => [part, layoutSize(span).width]));
  return BADGE_FORMS[style].map((shown) => {
    const dropped = [...widths].filter(([part]) => !shown.includes(part));
    const saved = dropped.reduce((sum, [, width]) => sum + width + PART_GAP, 0);
    return { width: full.width - saved, height: full.height };
  });
}

/** Of a box sized by its border, before the page scales it: `offsetWidth` would round. */
function layoutSize(element: Element): Size {
  const { width, height } = getComputedStyle(element);
  return { width: Number.parseFloat(width) || 0, height: Number.parseFloat(height) || 0 };
}
