import { type Edges, shrunkBy } from './box-style.ts';
import type { Length } from './css-maths.ts';
import { lengthIn, listOf, parsePosition, wordsOf } from './css-position.ts';
import { intersect, isEmpty, type Rect, type Size, shifted } from './rect.ts';

/**
 * Where a page paints a background image: CSS Backgrounds and Borders Module Level 3, sections 3.4 (repeat) to 3.9
 * (size). Pure: all lengths are CSS pixels of the element's own, before any transform or zoom, and rectangles begin at
 * the upper left corner of its border box.
 */

/** One layer of a background, in computed values. */
export interface BackgroundLayer {
  readonly size: string;
  readonly position: string;
  readonly repeat: string;
  readonly origin: string;
  readonly clip: string;
  readonly attachment: string;
}

/** The box that a background is painted on. */
export interface BackgroundBox {
  /** The size of the border box. */
  readonly size: Size;
  readonly border: Edges;
  readonly padding: Edges;
  /** What the element scrolls, for `background-attachment: local`. */
  readonly scrolled?: { readonly left: number; readonly top: number } & Size;
  /** What is painted where that is not the box itself: the canvas, of the background of a page. */
  readonly painted?: Rect;
  /** The viewport, for `background-attachment: fixed`; without it such a background is placed as if it scrolled. */
  readonly viewport?: Rect;
}

/** What is painted of one layer. */
export interface PaintedBackground {
  /** The area that cuts the tiles; it is empty where nobody sees a picture. */
  readonly area: Rect;
  /** Whole tiles that lie in the area, at least in part; they may reach beyond it. The one nearest its middle is first. */
  readonly tiles: readonly Rect[];
}

/** So many tiles of one background are placed. A pattern of more is nobody's portrait. */
export const MOST_TILES = 24;

const LAYERED = ['size', 'position', 'repeat', 'origin', 'clip', 'attachment'] as const;

/** The values of one layer: lists that are shorter than the list of images are used again from their start. */
export function backgroundLayer(style: CSSStyleDeclaration, index: number): BackgroundLayer {
  const values = LAYERED.map((name) => {
    const list = listOf(style.getPropertyValue(`background-${name}`));
    return [name, list[index % Math.max(1, list.length)] ?? ''] as const;
  });
  return Object.fromEntries(values) as unknown as BackgroundLayer;
}

/** The border, padding or content box that a layer names; `border-area` and `text` show no picture that one could read. */
function namedBox(name: string, { size, border, padding }: BackgroundBox): Rect {
  const borderBox = { x: 0, y: 0, width: size.width, height: size.height };
  if (name === 'border-box') return borderBox;
  const paddingBox = shrunkBy(borderBox, border);
  if (name === 'padding-box') return paddingBox;
  return name === 'content-box' ? shrunkBy(paddingBox, padding) : { ...paddingBox, width: 0, height: 0 };
}

/** The area that sizes and positions are relative to: section 3.7. */
function positioningArea({ attachment, origin }: BackgroundLayer, box: BackgroundBox): Rect {
  if (attachment === 'fixed' && box.viewport) return box.viewport;
  const area = namedBox(origin, box);
  if (attachment !== 'local' || !box.scrolled) return area;
  const { left, top, width, height } = box.scrolled;
  const around = {
    width: area.width - namedBox('padding-box', box).width,
    height: area.height - namedBox('padding-box', box).height,
  };
  return { x: area.x - left, y: area.y - top, width: width + around.width, height: height + around.height };
}

/** The size of a tile before rounding, and which of its sides are left to the proportions of the image: section 3.9. */
function tileSize(size: string, area: Size, natural: Size): Size & { isFree: readonly [boolean, boolean] } {
  const scale = { width: area.width / natural.width, height: area.height / natural.height };
  if (size === 'cover' || size === 'contain') {
    const factor = (size === 'cover' ? Math.max : Math.min)(scale.width, scale.height);
    return { width: natural.width * factor, height: natural.height * factor, isFree: [false, false] };
  }
  const [first = 'auto', second = 'auto'] = wordsOf(size);
  const width = first === 'auto' ? undefined : lengthIn(area.width, first);
  const height = second === 'auto' ? undefined : lengthIn(area.height, second);
  const ratio = natural.width / natural.height;
  return {
    width: width ?? (height === undefined ? natural.width : height * ratio),
    height: height ?? (width === undefined ? natural.height : width / ratio),
    isFree: [width === undefined, height === undefined],
  };
}

function repeatOf(repeat: string): readonly [string, string] {
  if (repeat === 'repeat-x') return ['repeat', 'no-repeat'];
  if (repeat === 'repeat-y') return ['no-repeat', 'repeat'];
  const [x = 'repeat', y = x] = wordsOf(repeat);
  return [x, y];
}

/** A length that goes into the room a whole number of times. */
function rounded(length: number, room: number): number {
  return room > 0 ? room / Math.max(1, Math.round(room / length)) : length;
}

/** `round` fits the tile to the area; a side that has no size of its own then keeps the proportions. */
function roundedTile(tile: ReturnType<typeof tileSize>, repeat: readonly [string, string], area: Size): Size {
  let { width, height } = tile;
  const [x, y] = repeat.map((way) => way === 'round');
  if (x) width = rounded(tile.width, area.width);
  if (y) height = rounded(tile.height, area.height);
  if (x && !y && tile.isFree[1]) height = (tile.height / tile.width) * width;
  if (y && !x && tile.isFree[0]) width = (tile.width / tile.height) * height;
  return { width, height };
}

/** Where tiles begin along one axis: those that reach into the painted stretch, the ones nearest its middle first. */
function startsAlong(
  way: string,
  tile: number,
  room: { readonly start: number; readonly length: number },
  position: Length,
  painted: { readonly start: number; readonly length: number },
): number[] {
  const count = Math.floor(room.length / tile + 1e-6);
  const isSpaced = way === 'space' && count >= 2;
  const placed = room.start + position(room.length - tile);
  if (way === 'no-repeat' || (way === 'space' && !isSpaced)) return [placed];
  const step = isSpaced ? tile + (room.length - count * tile) / (count - 1) : tile;
  const anchor = isSpaced ? room.start : placed;
  const middle = painted.start + painted.length / 2;
  const nearest = Math.round((middle - tile / 2 - anchor) / step);
  const starts: number[] = [];
  for (let i = 0; starts.length < MOST_TILES && i <= 2 * MOST_TILES; i += 1) {
    const start = anchor + step * (nearest + (i % 2 === 0 ? i / 2 : -(i + 1) / 2));
    if (start < painted.start + painted.length && start + tile > painted.start) starts.push(start);
  }
  return starts;
}

/**
 * Places one layer of a background.
 *
 * @param natural the size of the image in CSS pixels: of an `image-set()`, its pixels by its resolution
 */
export function placeBackground(
  layer: BackgroundLayer,
  box: BackgroundBox,
  natural: Size,
): PaintedBackground {
  const area = box.painted ?? namedBox(layer.attachment === 'local' ? 'padding-box' : layer.clip, box);
  const room = positioningArea(layer, box);
  if (isEmpty(natural) || isEmpty(area)) return { area, tiles: [] };
  const [wayX, wayY] = repeatOf(layer.repeat);
  const tile = roundedTile(tileSize(layer.size, room, natural), [wayX, wayY], room);
  if (isEmpty(tile)) return { area, tiles: [] };
  const { x, y } = parsePosition(layer.position);
  const along = { start: room.x, length: room.width };
  const down = { start: room.y, length: room.height };
  const columns = startsAlong(wayX, tile.width, along, x, { start: area.x, length: area.width });
  const rows = startsAlong(wayY, tile.height, down, y, { start: area.y, length: area.height });
  const tiles = rows
    .flatMap((top) => columns.map((left) => ({ x: left, y: top, ...tile })))
    .filter((rect) => !isEmpty(intersect(rect, area)));
  return { area, tiles: nearestFirst(tiles, area).slice(0, MOST_TILES) };
}

function nearestFirst(tiles: readonly Rect[], { x, y, width, height }: Rect): Rect[] {
  const distance = (tile: Rect) => {
    const from = shifted(tile, tile.width / 2 - x - width / 2, tile.height / 2 - y - height / 2);
    return Math.hypot(from.x, from.y);
  };
  return [...tiles].sort((a, b) => distance(a) - distance(b));
}
