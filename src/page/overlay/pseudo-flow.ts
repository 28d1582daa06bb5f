import { type Edges, edgesOf, pixelsOf } from './box-style.ts';
import type { PseudoElement } from './pseudo-box.ts';
import { type Rect, rectOf, type Size } from './rect.ts';

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** The room that an element gives its content, and what an element before or after that needs. */
interface Flow {
  readonly host: Element;
  readonly style: CSSStyleDeclaration;
  readonly around: CSSStyleDeclaration;
  readonly own: Size;
  readonly margin: Edges;
  /** From the corner of the element's border box, as all here. */
  readonly room: Rect;
}

/** The first or last box of an element's content. */
function endOfContent({ host, room }: Flow, size: Size, isLast: boolean): Rect | undefined {
  const range = host.ownerDocument.createRange();
  range.selectNodeContents(host);
  const found = [...range.getClientRects()].at(isLast ? -1 : 0);
  const box = rectOf(host.getBoundingClientRect());
  if (found === undefined || !(box.width > 0 && box.height > 0)) return undefined;
  const [x, y] = [size.width / box.width, size.height / box.height];
  const end = {
    x: (found.x - box.x) * x,
    y: (found.y - box.y) * y,
    width: found.width * x,
    height: found.height * y,
  };
  // What is wider than a line of text has to be is a box of its own, beside which nothing stands.
  return end.width < room.width - 1 || room.width === 0 ? end : undefined;
}

/** Where a block after an element's content begins, as far as that is known. */
function footOfContent({ host, margin }: Flow, size: Size): number | undefined {
  const range = host.ownerDocument.createRange();
  range.selectNodeContents(host);
  const last = host.lastElementChild;
  const isLast = last !== null && !last.nextSibling?.textContent?.trim();
  const ends = isLast ? [last.getBoundingClientRect()] : [...range.getClientRects()];
  const box = rectOf(host.getBoundingClientRect());
  if (ends.length === 0 || !(box.height > 0)) return undefined;
  const above = isLast ? pixelsOf(getComputedStyle(last), 'margin-bottom') : 0;
  const bottom = Math.max(...ends.map((end) => end.bottom));
  return ((bottom - box.y) * size.height) / box.height + Math.max(above, margin.top);
}

/** Whether the margins of what comes first are those of the element itself: CSS 2.2, section 8.3.1. */
function collapsesAbove({ style, around }: Flow): boolean {
  const isBlock = /^(block|list-item)$/.test(style.display) && style.float === 'none';
  const isFlow = /^(block|list-item)$/.test(around.display) && around.float === 'none';
  return (
    isBlock &&
    isFlow &&
    !/absolute|fixed/.test(around.position) &&
    /^(visible|clip)/.test(around.overflow) &&
    !/layout|paint|strict|content/.test(around.contain) &&
    pixelsOf(around, 'border-top-width') === 0 &&
    pixelsOf(around, 'padding-top') === 0
  );
}

/** Whether the first item of a flexible box or grid lies in its first corner. */
function beginsInCorner(around: CSSStyleDeclaration, style: CSSStyleDeclaration): boolean {
  const isStart = (value: string) => /^(normal|auto|stretch|start|flex-start|left|baseline)$/.test(value);
  const { justifyContent, alignItems, justifyItems, alignContent, flexDirection, flexWrap } = around;
  const places = [justifyContent, alignItems, alignContent, style.alignSelf];
  if (around.display.endsWith('grid')) places.push(justifyItems, style.justifySelf);
  return places.every(isStart) && !/reverse/.test(flexDirection + flexWrap) && Number(style.order || 0) === 0;
}

/** How far into a line that has room left its content begins, as a share of that room. */
function lineStart({ textAlign, direction }: CSSStyleDeclaration): number {
  if (textAlign.endsWith('center')) return 0.5;
  if (textAlign.endsWith('right')) return 1;
  if (textAlign.endsWith('left')) return 0;
  return (textAlign === 'end') === (direction === 'rtl') ? 0 : 1;
}

/** About so much of the size of letters is below the line that they, and images, stand on. */
const DESCENT = 0.21;

/** How far down what stands in a line begins; unknown of what is aligned otherwise in a box that is in a line itself. */
function topInLine(
  { style, around, own, margin, room }: Flow,
  end: Rect,
  isAfter: boolean,
): number | undefined {
  if (around.display !== 'inline') return isAfter ? end.y : room.y + margin.top;
  if (style.verticalAlign !== 'baseline') return undefined;
  return end.y + end.height - DESCENT * pixelsOf(around, 'font-size') - margin.bottom - own.height;
}

function startInLine(flow: Flow, pseudo: PseudoElement, size: Size): Corner | undefined {
  const { around, own, margin, room } = flow;
  const end = endOfContent(flow, size, pseudo === '::after');
  const isRtl = around.direction === 'rtl';
  const left = room.x + margin.left;
  if (end === undefined) {
    const spare = room.width - own.width - margin.left - margin.right;
    return { x: left + spare * lineStart(around), y: room.y + margin.top };
  }
  // After what is written from right to left stands on its left, and before it on its right.
  const isOnRight = (pseudo === '::after') !== isRtl;
  const x = isOnRight ? end.x + end.width + margin.left : end.x - margin.right - own.width;
  const y = topInLine(flow, end, pseudo === '::after');
  return y === undefined ? undefined : { x, y };
}

function startOfBlock(flow: Flow, pseudo: PseudoElement, size: Size): Corner {
  const { style, around, own, margin, room } = flow;
  const isOnRight = style.float === 'none' ? around.direction === 'rtl' : /right|end/.test(style.float);
  const x = isOnRight ? room.x + room.width - margin.right - own.width : room.x + margin.left;
  if (pseudo === '::before') return { x, y: room.y + (collapsesAbove(flow) ? 0 : margin.top) };
  const foot = room.y + room.height - margin.bottom - own.height;
  // An element that is higher than its content goes on below it.
  return { x, y: Math.min(foot, footOfContent(flow, size) ?? foot) };
}

/**
 * Where what comes before or after the content of an element begins, where it is in the flow: exact for a block by itself,
 * near in a line of text; nothing in a flexible box or grid that puts it elsewhere than in its first corner.
 *
 * @param own its border box
 * @param size the border box of the element
 */
export function startInFlow(host: Element, pseudo: PseudoElement, own: Size, size: Size): Corner | undefined {
  const style = getComputedStyle(host, pseudo);
  const around = getComputedStyle(host);
  const border = edgesOf(around, 'border');
  const padding = edgesOf(around, 'padding');
  const room = {
    x: border.left + padding.left,
    y: border.top + padding.top,
    width: size.width - border.left - border.right - padding.left - padding.right,
    height: size.height - border.top - border.bottom - padding.top - padding.bottom,
  };
  const flow = { host, style, around, own, margin: edgesOf(style, 'margin'), room };
  if (/flex|grid/.test(around.display)) {
    return pseudo === '::before' && beginsInCorner(around, style)
      ? startOfBlock(flow, pseudo, size)
      : undefined;
  }
  return style.display.startsWith('inline')
    ? startInLine(flow, pseudo, size)
    : startOfBlock(flow, pseudo, size);
}
