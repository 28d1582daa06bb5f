import { lengthIn, wordsOf } from './css-position.ts';
import {
  about,
  IDENTITY,
  type Matrix,
  parseMatrix,
  perspective,
  product,
  rotation,
  scaling,
  translation,
} from './matrix.ts';

/** The computed values that move, turn and scale a box: CSS Transforms 2. */
export interface TransformStyle {
  readonly translate: string;
  readonly rotate: string;
  readonly scale: string;
  readonly transform: string;
  readonly transformOrigin: string;
}

export function isTransformed({ translate, rotate, scale, transform }: TransformStyle): boolean {
  return [translate, rotate, scale, transform].some((value) => value !== 'none' && value !== '');
}

/** A computed `rotate`: an angle in degrees, after an axis where that is not the z axis. */
export function parseRotate(computed: string): Matrix {
  if (computed === 'none' || computed === '') return IDENTITY;
  const terms = wordsOf(computed);
  const angle = Number.parseFloat(terms.at(-1) ?? '');
  if (terms.length === 1) return rotation(0, 0, 1, angle);
  if (terms.length === 2)
    return rotation(terms[0] === 'x' ? 1 : 0, terms[0] === 'y' ? 1 : 0, terms[0] === 'z' ? 1 : 0, angle);
  const [x = 0, y = 0, z = 0] = terms.map(Number);
  return rotation(x, y, z, angle);
}

/** A computed `scale`: one to three numbers. */
export function parseScale(computed: string): Matrix {
  if (computed === 'none' || computed === '') return IDENTITY;
  const [x = 1, y = x, z = 1] = wordsOf(computed).map(Number);
  return scaling(x, y, z);
}

/** A computed origin: lengths in pixels; one or two of the plane, then depth. */
function parseOrigin(computed: string, zoom: number): readonly [number, number, number] {
  const [x = 0, y = 0, z = 0] = wordsOf(computed).map((word) => lengthIn(0, word) * zoom);
  return [x, y, z];
}

/**
 * What a box's own style does to it, about the upper left corner of its border box: CSS Transforms 2, section 7.
 * Movements along the plane by `translate` are left out: where the box is, the browser says itself.
 *
 * @param zoom pixels of the screen to each of the style's
 */
export function ownTransform(style: TransformStyle, zoom: number): Matrix {
  const depth = lengthIn(0, wordsOf(style.translate)[2] ?? '0px') * zoom;
  const own = product(
    translation(0, 0, depth),
    parseRotate(style.rotate),
    parseScale(style.scale),
    parseMatrix(style.transform, zoom),
  );
  return about(...parseOrigin(style.transformOrigin, zoom), own);
}

/** How the children of a box with `perspective` are seen, from the upper left corner of its border box. */
export function ownPerspective(distance: string, origin: string, zoom: number): Matrix {
  if (distance === 'none' || distance === '') return IDENTITY;
  return about(...parseOrigin(origin, zoom), perspective(Number.parseFloat(distance) * zoom));
}
