import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitToBounds } from '../../../src/page/overlay/fit-to-bounds.ts';
import {
  about,
  boundsOf,
  IDENTITY,
  isUpright,
  type Matrix,
  ontoQuad,
  parseMatrix,
  perspective,
  product,
  project,
  type Quad,
  quadOf,
  rotation,
  scaling,
  showsBack,
  translation,
} from '../../../src/page/overlay/matrix.ts';
import { ownTransform } from '../../../src/page/overlay/own-transform.ts';

const SIZE = { width: 120, height: 80 };
const BOX = { x: 0, y: 0, ...SIZE };
const corners = (matrix: Matrix) => quadOf(matrix, BOX) as Quad;
const NONE = {
  translate: 'none',
  rotate: 'none',
  scale: 'none',
  transform: 'none',
  transformOrigin: '0px 0px',
};

const angle = fc.integer({ min: -180, max: 180 });
const shift = fc.integer({ min: -300, max: 300 });
const factor = fc.double({ min: 0.2, max: 3, noNaN: true });
/** Turned, moved, scaled and slightly tilted, so that every corner lies before the eye. */
const view = fc
  .tuple(angle, shift, shift, factor, factor, fc.integer({ min: -30, max: 30 }))
  .map(([turn, x, y, scaleX, scaleY, tilt]) =>
    product(
      translation(x, y),
      about(60, 40, 0, product(perspective(2000), rotation(0, 1, 0, tilt), rotation(0, 0, 1, turn))),
      scaling(scaleX, scaleY),
    ),
  );

describe('a matrix', () => {
  it('maps first what stands last', () => {
    expect(project(product(translation(10, 0), scaling(2, 2)), { x: 3, y: 4 })).toEqual({ x: 16, y: 8 });
  });

  it('shows nothing of what is behind the eye', () => {
    expect(quadOf(product(perspective(50), translation(0, 0, 60)), BOX)).toBeUndefined();
    expect(quadOf(product(perspective(50), rotation(0, 1, 0, -60)), BOX)).toBeUndefined();
  });

  it('is read as browsers write it, in pixels of the zoomed page', () => {
    expect(parseMatrix('none')).toEqual(IDENTITY);
    expect(project(parseMatrix('matrix(0, 1, -1, 0, 5, 6)', 2), { x: 1, y: 0 })).toEqual({ x: 10, y: 13 });
  });

  it('that lays a frame onto four corners lays it there', () => {
    fc.assert(
      fc.property(view, (matrix) => {
        const quad = corners(matrix);
        const laid = corners(ontoQuad(SIZE, quad));
        return quad.every(({ x, y }, index) => {
          const corner = laid[index];
          return corner !== undefined && Math.hypot(corner.x - x, corner.y - y) < 1e-3;
        });
      }),
    );
  });

  it.each<[string, Matrix, boolean, boolean]>([
    ['nothing', IDENTITY, true, false],
    ['scaled', scaling(0.5, 2), true, false],
    ['a degree', rotation(0, 0, 1, 1), true, false],
    ['two', rotation(0, 0, 1, 2), false, false],
    ['mirrored', scaling(-1, 1), false, false],
    ['upside down', rotation(0, 0, 1, 180), false, false],
    ['its back', rotation(0, 1, 0, 180), false, true],
    ['its back, mirrored', product(rotation(0, 1, 0, 180), scaling(-1, 1)), true, true],
    ['tilted in perspective', product(perspective(400), rotation(0, 1, 0, 30)), false, false],
    [
      'tilted far away',
      product(perspective(9), translation(0, 0, -900), rotation(0, 1, 0, 100)),
      false,
      true,
    ],
  ])('is told to be upright and to show its back: %s', (_, matrix, upright, back) => {
    expect([isUpright(matrix), showsBack(matrix)]).toEqual([upright, back]);
  });
});

describe('the transform of a style', () => {
  it('is done about its origin, in the order translate, rotate, scale, transform', () => {
    const style = {
      ...NONE,
      rotate: '90deg',
      scale: '2 1',
      transform: 'matrix(1, 0, 0, 1, 10, 0)',
      transformOrigin: '10px 20px',
    };
    // The corner: 10 left of the origin, moved onto it, so neither scaled nor turned away from it but for its height.
    const seen = project(ownTransform(style, 1), { x: 0, y: 0 });
    expect(seen?.x).toBeCloseTo(30, 6);
    expect(seen?.y).toBeCloseTo(20, 6);
  });

  it.each([
    ['x 180deg', { x: 0, y: 0 }, { x: 0, y: -10 }],
    ['y 180deg', { x: 0, y: 0 }, { x: -10, y: 0 }],
    ['0 0 1 90deg', { x: 0, y: 0 }, { x: -10, y: 10 }],
  ])('knows axes: %s', (rotate, from, to) => {
    const matrix = ownTransform({ ...NONE, rotate }, 1);
    const seen = project(matrix, { x: 10, y: 10 });
    const expected = { x: to.x === 0 ? 10 : to.x, y: to.y === 0 ? 10 : to.y };
    expect(seen?.x).toBeCloseTo(expected.x, 6);
    expect(seen?.y).toBeCloseTo(expected.y, 6);
    expect(project(matrix, from)).toEqual({ x: expect.closeTo(0, 6), y: expect.closeTo(0, 6) });
  });
});

describe('the place of a box, found from its upright bounds', () => {
  it('is where it was put, whatever the plane and its own turn', () => {
    fc.assert(
      fc.property(view, view, shift, shift, (plane, own, x, y) => {
        const seen = quadOf(product(plane, translation(x / 10, y / 10), own), BOX);
        fc.pre(seen !== undefined);
        const bounds = boundsOf(seen as Quad);
        fc.pre(Math.min(bounds.width, bounds.height) > 10);
        const at = fitToBounds(plane, own, SIZE, bounds);
        // Where it is not found nothing is drawn; elsewhere it is exact.
        return at === undefined || Math.hypot(at.x - x / 10, at.y - y / 10) < 0.5;
      }),
    );
  });

  it('is not made up where the box must have been seen in another way', () => {
    const bounds = { x: 10, y: 10, width: 80, height: 120 };
    expect(fitToBounds(IDENTITY, IDENTITY, SIZE, bounds)).toBeUndefined();
    expect(fitToBounds(IDENTITY, rotation(0, 0, 1, 90), SIZE, bounds)).toBeDefined();
  });
});
