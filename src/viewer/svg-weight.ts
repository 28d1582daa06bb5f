import { type SvgElement, svgElements } from './svg-elements.ts';
import { expandedSvg } from './svg-entities.ts';

/** Elements within elements, and references within references; browsers themselves end somewhere here. */
const DEEPEST = 500;

/** What is painted where it is referred to costs next to nothing when it is one of these. */
const CHEAP = /^(?:linear|radial)Gradient$/;

/**
 * How many elements a browser has to make or paint for a drawing beyond those that stand in its text: `<use>`, patterns, masks and
 * their kin repeat what they refer to, and a few lines in which each repeats the one before ten times keep a browser busy
 * for hours. Infinite where entities or references grow without end. Never throws, takes linear time.
 *
 * @param text of the SVG file
 */
export function svgWeight(text: string): number {
  const expanded = expandedSvg(text);
  if (expanded === undefined) return Number.POSITIVE_INFINITY;
  const { root, count, styleReferences } = svgElements(expanded);
  const byId = new Map<string, SvgElement>();
  const register = [...root.children];
  for (let element = register.pop(); element; element = register.pop()) {
    if (element.id !== undefined && !byId.has(element.id)) byId.set(element.id, element);
    register.push(...element.children);
  }
  const weigh = weigher(byId, styleReferences);
  return weigh(root, 0) - 1 - count;
}

function weigher(byId: ReadonlyMap<string, SvgElement>, styleReferences: readonly string[]) {
  const known = new Map<SvgElement, number>();
  const underWay = new Set<SvgElement>();

  const referred = (id: string, depth: number): number => {
    const target = byId.get(id);
    // A reference to what it stands in shows nothing.
    if (target === undefined || underWay.has(target) || CHEAP.test(target.name)) return 0;
    return weigh(target, depth);
  };

  const weigh = (element: SvgElement, depth: number): number => {
    const before = known.get(element);
    if (before !== undefined) return before;
    if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
    underWay.add(element);
    const references = element.isStyled ? [...element.references, ...styleReferences] : element.references;
    let weight = 1;
    for (const child of element.children) weight += weigh(child, depth + 1);
    for (const id of references) weight += referred(id, depth + 1);
    underWay.delete(element);
    known.set(element, weight);
    return weight;
  };
  return weigh;
}
