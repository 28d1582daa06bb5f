import { isOnTop } from './anchorage.ts';
import { layoutSize } from './element-box.ts';
import { fitToBounds } from './fit-to-bounds.ts';
import {
  FLATTENED,
  IDENTITY,
  isUpright,
  type Matrix,
  product,
  rotation,
  showsBack,
  translation,
} from './matrix.ts';
import { onceALook } from './one-look.ts';
import { isTransformed, ownPerspective, ownTransform } from './own-transform.ts';
import { parentInView } from './parent-in-view.ts';
import { rectOf, type Size } from './rect.ts';

/** An element that turns, or may turn, what is in it. */
interface Turning {
  readonly element: Element;
  /** Whether its parent leaves it its own depth: `transform-style: preserve-3d`. */
  readonly joinsDepth: boolean;
  /** Whether the one before it in the chain is its parent, whose `perspective` it is seen in. */
  readonly isChild: boolean;
}

/** All such elements from the outermost to the picture's own, which is always the last; none where nothing is turned. */
export type TurnChain = readonly Turning[];

/** How the page shows a border box. */
export type Turn =
  /** As a matrix maps a rectangle of this size, which begins at the origin, to the screen. */
  | { readonly matrix: Matrix; readonly size: Size }
  /** `away`: its back, which the page hides, is turned to the viewer. `unknown`: in a way that cannot be followed. */
  | 'away'
  | 'unknown';

/** What takes its children's depth away, whatever `transform-style` says: CSS Transforms 2, section 3.4. */
function isFlat(style: CSSStyleDeclaration): boolean {
  return (
    style.transformStyle !== 'preserve-3d' ||
    style.overflow !== 'visible' ||
    style.opacity !== '1' ||
    [style.filter, style.clipPath, style.maskImage].some((value) => value !== 'none') ||
    style.mixBlendMode !== 'normal' ||
    style.isolation === 'isolate' ||
    style.contain.includes('paint')
  );
}

function turns(style: CSSStyleDeclaration): boolean {
  return (
    isTransformed(style) ||
    style.perspective !== 'none' ||
    style.transformStyle === 'preserve-3d' ||
    style.backfaceVisibility === 'hidden' ||
    style.offsetPath !== 'none'
  );
}

/** Boxes in a line of text are not transformed, and those without a box have nothing to transform. */
function hasOwnBox(element: Element, { display }: CSSStyleDeclaration): boolean {
  if (display === 'contents') return false;
  return display !== 'inline' || element instanceof HTMLImageElement || element instanceof SVGElement;
}

/** What a box does to how its children are seen. */
const boxOf = onceALook((element) => {
  const style = getComputedStyle(element);
  return {
    isOwn: hasOwnBox(element, style),
    turns: turns(style),
    isFlat: () => isFlat(style),
    isOnTop: isOnTop(element),
  };
});

/** Walks up from an element. Costs a style look-up for each ancestor: keep the answer until styles change. */
export function turnChainOf(element: Element): TurnChain {
  const chain: { element: Element; parent: Element | null; joinsDepth: boolean }[] = [];
  let below: (typeof chain)[number] | undefined;
  for (let up: Element | null = element; up; up = parentInView(up)) {
    const box = boxOf(up);
    if (up !== element && !box.isOwn) continue;
    if (below && below.parent === null) {
      below.parent = up;
      below.joinsDepth = !box.isFlat();
    }
    below = undefined;
    if (up === element || box.turns) {
      below = { element: up, parent: null, joinsDepth: false };
      chain.unshift(below);
    }
    // What is in the top layer is not turned by what it lies in.
    if (box.isOnTop) break;
  }
  const isTurned = chain.length > 1 || boxOf(element).turns;
  if (!isTurned) return [];
  return chain.map(({ element: turning, parent, joinsDepth }, index) => ({
    element: turning,
    joinsDepth,
    isChild: parent !== null && parent === chain[index - 1]?.element,
  }));
}

function zoomOf(element: Element): number {
  return (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
}

/** What a motion path turns a box by; unknown where it follows the path. */
function pathTurn({ offsetPath, offsetRotate }: CSSStyleDeclaration): Matrix | undefined {
  if (offsetPath === 'none' || offsetPath === '') return IDENTITY;
  if (/auto|reverse/.test(offsetRotate)) return undefined;
  return rotation(0, 0, 1, Number.parseFloat(offsetRotate) || 0);
}

/** The coordinates of an SVG element are not those of boxes; its browser tells how they are turned. */
function turnOfSvg(element: SVGGraphicsElement): Turn {
  const shown = element.getScreenCTM();
  const size = element.getBBox();
  if (shown === null) return 'unknown';
  const own = [shown.a, shown.b, 0, 0, shown.c, shown.d, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const at = fitToBounds(IDENTITY, own, size, rectOf(element.getBoundingClientRect()));
  return at ? { matrix: product(translation(at.x, at.y), own), size } : 'unknown';
}

/** What has been gathered on the way down to a box. */
interface Seen {
  /** From the box to the screen. */
  readonly matrix: Matrix;
  /** The same, back to the outermost box of its 3D rendering context. */
  readonly inContext: Matrix;
  /** The perspective that its children are seen in. */
  readonly eye: Matrix;
  readonly size: Size;
}

const AT_ROOT: Seen = { matrix: IDENTITY, inContext: IDENTITY, eye: IDENTITY, size: { width: 0, height: 0 } };

/** One step down the chain. */
function seenWithin(outer: Seen, { element, joinsDepth, isChild }: Turning): Seen | 'away' | 'unknown' {
  const style = getComputedStyle(element);
  const zoom = zoomOf(element);
  const path = pathTurn(style);
  if (path === undefined) return 'unknown';
  const own = product(path, ownTransform(style, zoom));
  const eye = isChild ? outer.eye : IDENTITY;
  const plane = joinsDepth ? product(outer.matrix, eye) : product(outer.matrix, FLATTENED, eye);
  const { width, height } = layoutSize(element, style);
  const size = { width: width * zoom, height: height * zoom };
  const at = fitToBounds(plane, own, size, rectOf(element.getBoundingClientRect()));
  if (at === undefined) return 'unknown';
  const placed = product(translation(at.x, at.y), own);
  const inContext = product(joinsDepth ? outer.inContext : IDENTITY, eye, placed);
  if (style.backfaceVisibility === 'hidden' && showsBack(inContext)) return 'away';
  return {
    matrix: product(plane, placed),
    inContext,
    eye: ownPerspective(style.perspective, style.perspectiveOrigin, zoom),
    size,
  };
}

/**
 * How the last element of a chain is shown, if not upright. Each turned box on the way is put where the browser says
 * that its upright bounds are, so that scrolling, columns, directions and whatever else lays boxes out need not be
 * known here.
 */
export function turnOf(chain: TurnChain): Turn | undefined {
  const last = chain.at(-1)?.element;
  if (last === undefined) return undefined;
  if (last instanceof SVGGraphicsElement && last.ownerSVGElement) return unlessUpright(turnOfSvg(last));
  let seen = AT_ROOT;
  for (const turning of chain) {
    const next = seenWithin(seen, turning);
    if (typeof next === 'string') return next;
    seen = next;
  }
  return unlessUpright({ matrix: seen.matrix, size: seen.size });
}

/** Whether it is known how an element is shown. */
export function isFollowed(element: Element): boolean {
  return turnOf(turnChainOf(element)) !== 'unknown';
}

/** What is upright after all lies exactly in its bounds. */
function unlessUpright(turn: Turn): Turn | undefined {
  return typeof turn === 'object' && isUpright(turn.matrix) ? undefined : turn;
}
