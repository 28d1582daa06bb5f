import { elementBox } from './element-box.ts';
import type { Point } from './matrix.ts';
import { isStronglySeen, OPAQUE, paintsBackground, paintsSolidly } from './opacity.ts';
import { isPaintedOver } from './paint-order.ts';
import { type PseudoElement, pseudoBox } from './pseudo-box.ts';
import { holds } from './rect.ts';

const PSEUDO_ELEMENTS: readonly PseudoElement[] = ['::before', '::after'];

/** Of which pseudo-elements of an element its style makes boxes that may lie over others: nearly always of none. */
export function coveringPseudos(host: Element): readonly PseudoElement[] {
  return PSEUDO_ELEMENTS.filter((pseudo) => {
    const { content, position } = getComputedStyle(host, pseudo);
    return content !== 'none' && content !== 'normal' && position !== 'static';
  });
}

/** Images in it count only where a pointer meets it: others are mostly ornaments with holes, or the picture itself. */
function hides(style: CSSStyleDeclaration, isPicture: boolean): boolean {
  if (style.visibility !== 'visible' || Number(style.opacity) < OPAQUE) return false;
  return isPicture || style.pointerEvents === 'none' ? paintsSolidly(style) : paintsBackground(style);
}

/** Whether what comes before or after the content of an element hides a picture at a point. */
export function isUnderPseudo(
  host: Element,
  pseudos: readonly PseudoElement[],
  picture: Element,
  { x, y }: Point,
): boolean {
  return pseudos.some((pseudo) => {
    if (!hides(getComputedStyle(host, pseudo), host === picture)) return false;
    const box = elementBox(host, getComputedStyle(host));
    const place = pseudoBox(host, pseudo, box.size);
    if (place === undefined || !holds(box.onScreen(place), x, y)) return false;
    return isStronglySeen(host) && isPaintedOver(host, picture, pseudo);
  });
}
