import type { Rect } from './rect.ts';

/**
 * Homogeneous 4x4 matrices as CSS writes them, `matrix3d()`: sixteen numbers, column after column, that act on columns
 * from the left (CSS Transforms 2, section 14). Pure.
 */
export type Matrix = readonly number[];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** Projects what lies before or behind a plane onto it, as an element does with its children under `flat`. */
export const FLATTENED: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

/** `first` is what is done last: `product(a, b)` maps as `a` does what `b` has mapped. */
export function product(...factors: readonly Matrix[]): Matrix {
  return factors.reduce(times);
}

function times(a: Matrix, b: Matrix): Matrix {
  const made = new Array<number>(16);
  for (let column = 0; column < 4; column += 1) {
    for (let row = 0; row < 4; row += 1) {
      let sum = 0;
      for (let i = 0; i < 4; i += 1) sum += (a[i * 4 + row] ?? 0) * (b[column * 4 + i] ?? 0);
      made[column * 4 + row] = sum;
    }
  }
  return made;
}

export function translation(x: number, y: number, z = 0): Matrix {
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1];
}

export function scaling(x: number, y: number, z = 1): Matrix {
  return [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1];
}

/** @param distance of the eye; as CSS has it, less than a pixel counts as one */
export function perspective(distance: number): Matrix {
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, -1 / Math.max(1, distance), 0, 0, 0, 1];
}

/** Rotation about an axis, by Rodrigues' formula. @param degrees clockwise where the axis points at the viewer */
export function rotation(x: number, y: number, z: number, degrees: number): Matrix {
  const length = Math.hypot(x, y, z);
  if (length === 0) return IDENTITY;
  const [u, v, w] = [x / length, y / length, z / length];
  const angle = (degrees * Math.PI) / 180;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const d = 1 - c;
  return [
    ...[c + u * u * d, u * v * d + w * s, u * w * d - v * s, 0],
    ...[u * v * d - w * s, c + v * v * d, v * w * d + u * s, 0],
    ...[u * w * d + v * s, v * w * d - u * s, c + w * w * d, 0],
    ...[0, 0, 0, 1],
  ];
}

/** Does what `matrix` does as seen from a point. */
export function about(x: number, y: number, z: number, matrix: Matrix): Matrix {
  return product(translation(x, y, z), matrix, translation(-x, -y, -z));
}

/** `matrix()` or `matrix3d()`, with its lengths multiplied by `zoom`; anything else is the identity. */
export function parseMatrix(computed: string, zoom = 1): Matrix {
  const [, kind, list] = /^(matrix|matrix3d)\((.*)\)$/.exec(computed) ?? [];
  const parts = (list ?? '').split(',').map(Number);
  if (kind === undefined || parts.some(Number.isNaN)) return IDENTITY;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = parts;
  const matrix = kind === 'matrix' ? [a, b, 0, 0, c, d, 0, 0, 0, 0, 1, 0, e, f, 0, 1] : parts;
  return product(scaling(zoom, zoom, zoom), matrix, scaling(1 / zoom, 1 / zoom, 1 / zoom));
}

/** Where a point of the plane z = 0 is seen; nowhere where it lies behind the eye. */
export function project(matrix: Matrix, { x, y }: Point): Point | undefined {
  const [m11 = 0, m12 = 0, , m14 = 0, m21 = 0, m22 = 0, , m24 = 0] = matrix;
  const [m41 = 0, m42 = 0, , m44 = 0] = matrix.slice(12);
  const w = m14 * x + m24 * y + m44;
  if (!(w > 1e-6)) return undefined;
  return { x: (m11 * x + m21 * y + m41) / w, y: (m12 * x + m22 * y + m42) / w };
}

/** The four corners of a rectangle, clockwise from its upper left one. */
export type Quad = readonly [Point, Point, Point, Point];

/** Where the corners of a rectangle are seen; nowhere where one lies behind the eye. */
export function quadOf(matrix: Matrix, { x, y, width, height }: Rect): Quad | undefined {
  const corners = [
    project(matrix, { x, y }),
    project(matrix, { x: x + width, y }),
    project(matrix, { x: x + width, y: y + height }),
    project(matrix, { x, y: y + height }),
  ];
  return corners.every((corner) => corner !== undefined) ? (corners as unknown as Quad) : undefined;
}

/** The smallest upright rectangle around points. */
export function boundsOf(points: readonly Point[]): Rect {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Whether neither depth nor the eye's place matters: the plane is moved, turned, sheared and scaled, and no more. */
export function isAffine([, , m13, m14, , , m23, m24, m31, m32, m33, m34, , , m43, m44]: Matrix): boolean {
  const rest = [m13, m14, m23, m24, m31, m32, m34, m43];
  return rest.every((part) => part === 0) && m33 === 1 && m44 === 1;
}

/** What of a matrix may differ from an upright one, per unit of its scale: a degree is not seen. */
const TILT = 0.02;

/** Whether a plane is seen upright, unmirrored and without perspective. */
export function isUpright([m11 = 0, m12 = 0, , m14 = 0, m21 = 0, m22 = 0, , m24 = 0]: Matrix): boolean {
  const least = TILT * Math.min(m11, m22);
  // Perspective is per pixel: a thousand of them shall not matter either.
  return least > 0 && [m12, m21, m14 * 1000, m24 * 1000].every((part) => Math.abs(part) <= least);
}

/**
 * Whether the back of a plane is turned to the viewer. A mirrored plane shows its front: the sign of the minor of z
 * is held against that of the whole determinant.
 */
export function showsBack(matrix: Matrix): boolean {
  const at = (row: number, column: number) => matrix[column * 4 + row] ?? 0;
  const minor = (skip: number) => {
    const [a = 0, b = 0, c = 0] = [0, 1, 2, 3].filter((row) => row !== skip);
    const three = (i: number, j: number, k: number) =>
      at(i, 0) * (at(j, 1) * at(k, 3) - at(k, 1) * at(j, 3)) -
      at(i, 1) * (at(j, 0) * at(k, 3) - at(k, 0) * at(j, 3)) +
      at(i, 3) * (at(j, 0) * at(k, 1) - at(k, 0) * at(j, 1));
    return three(a, b, c);
  };
  const signs = [0, 1, 2, 3].map((row) => (row % 2 === 0 ? 1 : -1) * minor(row));
  const determinant = signs.reduce((sum, value, row) => sum + value * at(row, 2), 0);
  return (signs[2] ?? 0) * determinant < 0;
}

/** The matrix that shows the rectangle `size` from the origin as this quad: the homography of four corners (Heckbert, 1989). */
export function ontoQuad(size: { readonly width: number; readonly height: number }, quad: Quad): Matrix {
  const [p0, p1, p2, p3] = quad;
  const sumX = p0.x - p1.x + p2.x - p3.x;
  const sumY = p0.y - p1.y + p2.y - p3.y;
  const [dx1, dx2] = [p1.x - p2.x, p3.x - p2.x];
  const [dy1, dy2] = [p1.y - p2.y, p3.y - p2.y];
  const cross = dx1 * dy2 - dx2 * dy1;
  const g = cross === 0 ? 0 : (sumX * dy2 - dx2 * sumY) / cross;
  const h = cross === 0 ? 0 : (dx1 * sumY - sumX * dy1) / cross;
  const unit = [
    ...[p1.x - p0.x + g * p1.x, p1.y - p0.y + g * p1.y, 0, g],
    ...[p3.x - p0.x + h * p3.x, p3.y - p0.y + h * p3.y, 0, h],
    ...[0, 0, 1, 0],
    ...[p0.x, p0.y, 0, 1],
  ];
  return product(unit, scaling(1 / size.width, 1 / size.height));
}
