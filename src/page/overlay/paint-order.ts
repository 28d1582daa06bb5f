import { contains } from '../discovery/dom.ts';
import { topOf } from './anchorage.ts';
import { parentInView } from './parent-in-view.ts';
import type { PseudoElement } from './pseudo-box.ts';

/** An element that has a place of its own in the order of painting, and its level there. */
interface Level {
  readonly z: number;
  readonly element: Element;
  /** Where it is what comes before or after the content of the element. */
  readonly pseudo?: PseudoElement | undefined;
}

/** Boxes in the flow are painted after negative levels and before positioned boxes: CSS 2.2, appendix E. */
const IN_FLOW = -0.5;
/** What makes a stacking context is painted before all that is in it, negative levels too. */
const BEHIND_ALL = Number.NEGATIVE_INFINITY;

/** CSS Positioned Layout 3, and the properties that make a stacking context by themselves. */
function makesContext(style: CSSStyleDeclaration, parent: CSSStyleDeclaration | undefined): boolean {
  const isItem = parent !== undefined && /flex|grid/.test(parent.display);
  if (style.zIndex !== 'auto' && (style.position !== 'static' || isItem)) return true;
  if (style.position === 'fixed' || style.position === 'sticky' || style.opacity !== '1') return true;
  const { transform, rotate, scale, translate, perspective, filter, clipPath, maskImage, backdropFilter } =
    style;
  return (
    [transform, rotate, scale, translate, perspective, filter, clipPath, maskImage, backdropFilter].some(
      (value) => value !== 'none' && value !== '',
    ) ||
    style.mixBlendMode !== 'normal' ||
    style.isolation === 'isolate' ||
    /transform|opacity|filter|perspective/.test(style.willChange) ||
    /paint|layout|strict|content/.test(style.contain)
  );
}

/** The level of what comes before or after the content of an element. */
function levelOfPseudo(element: Element, pseudo: PseudoElement): Level {
  const style = getComputedStyle(element, pseudo);
  if (style.position === 'static') return { z: IN_FLOW, element, pseudo };
  return { z: Number.parseInt(style.zIndex, 10) || 0, element, pseudo };
}

/** From the root's stacking context inwards: at which level of each one the element is painted. */
function levelsOf(element: Element, pseudo?: PseudoElement): Level[] {
  const levels: Level[] = [];
  let own: Level | undefined = pseudo && levelOfPseudo(element, pseudo);
  for (let up: Element | null = element; up; up = parentInView(up)) {
    const parent = parentInView(up);
    const style = getComputedStyle(up);
    if (makesContext(style, parent ? getComputedStyle(parent) : undefined)) {
      levels.unshift(own ?? { z: BEHIND_ALL, element });
      own = { z: Number.parseInt(style.zIndex, 10) || 0, element: up };
    } else if (own === undefined && style.position !== 'static') own = { z: 0, element: up };
  }
  levels.unshift(own ?? { z: IN_FLOW, element });
  return levels;
}

/**
 * Whether `a` is painted after `b`, and so over it where they meet.
 *
 * @param pseudo where it is not `a` itself, but what comes before or after its content
 */
export function isPaintedOver(a: Element, b: Element, pseudo?: PseudoElement): boolean {
  const [topOfA, topOfB] = [topOf(a), topOf(b)];
  // Of two in the top layer, this is asked only of the one that is not inert: that is the upper.
  if (topOfA !== topOfB) return topOfA !== undefined;
  const ofA = levelsOf(a, pseudo);
  const ofB = levelsOf(b);
  for (const [index, levelOfA] of ofA.entries()) {
    const levelOfB = ofB[index];
    // A stacking context is painted before what is in it.
    if (levelOfB === undefined) return true;
    if (levelOfA.element === levelOfB.element && levelOfA.pseudo === levelOfB.pseudo) continue;
    if (levelOfA.z !== levelOfB.z) return levelOfA.z > levelOfB.z;
    return isAfter(levelOfA, levelOfB.element);
  }
  return false;
}

function isAfter({ element: a, pseudo }: Level, b: Element): boolean {
  // Both over the element's own background, before and after all that it holds.
  if (pseudo && a === b) return true;
  if (pseudo && contains(a, b)) return pseudo === '::after';
  return (Node.prototype.compareDocumentPosition.call(b, a) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
