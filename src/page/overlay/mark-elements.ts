import { labelTranslator } from '../label-language.ts';
import { element, hiddenFromSearch } from './elements.ts';
import type { Look } from './face-mark.ts';
import { BADGE_FORMS, type BadgePart } from './wording.ts';

/** What one face is drawn with. */
export interface MarkElements {
  readonly whole: HTMLElement;
  /** Absent where the person wants no boxes. */
  readonly frame: HTMLElement | undefined;
  readonly badge: HTMLButtonElement;
  /** What can be seen in the badge, in its order. */
  readonly parts: ReadonlyMap<BadgePart, HTMLElement>;
}

let model: { readonly of: string; readonly whole: HTMLElement } | undefined;

function makeModel(parts: readonly BadgePart[], showBoxes: boolean): HTMLElement {
  const { language, direction } = labelTranslator();
  const badge = element('button', 'badge', ...parts.map((part) => hiddenFromSearch(element('span', part))));
  Object.assign(badge, { type: 'button', lang: language, dir: direction, ariaHasPopup: 'dialog' });
  return element('div', 'face', ...(showBoxes ? [element('div', 'frame')] : []), badge);
}

/** Copies of one model: to make each part anew, and to set its attributes, costs a page three times as much. */
export function markElements({ labelStyle, showBoxes }: Look): MarkElements {
  const names = BADGE_FORMS[labelStyle][0] ?? [];
  const of = `${labelStyle} ${showBoxes} ${labelTranslator().language}`;
  if (model?.of !== of) model = { of, whole: makeModel(names, showBoxes) };
  const whole = model.whole.cloneNode(true) as HTMLElement;
  const badge = whole.lastElementChild as HTMLButtonElement;
  const { children } = badge;
  const parts = new Map(names.map((name, index) => [name, children[index] as HTMLElement]));
  return { whole, frame: showBoxes ? (whole.firstElementChild as HTMLElement) : undefined, badge, parts };
}
