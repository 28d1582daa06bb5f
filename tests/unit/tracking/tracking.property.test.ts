import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affinity } from '../../../src/tracking/affinity.ts';
import { assign } from '../../../src/tracking/assignment.ts';
import { FaceTracks } from '../../../src/tracking/face-tracks.ts';
import { FramePace } from '../../../src/tracking/frame-pace.ts';
import { anyBox, anyFace, faceAt, number } from './support/films.ts';

/** Boxes as large as a picture and as small as a single number can be. */
const oddBox = fc.record({
  x: number(-1e3, 1e3),
  y: number(-1e3, 1e3),
  width: fc.oneof(number(1e-6, 1), number(1, 1e3)),
  height: fc.oneof(number(1e-6, 1), number(1, 1e3)),
});
const face = fc.oneof(
  anyFace,
  oddBox.map((box) => faceAt(box)),
);
/** Times that stand still, jump back, and leap. */
const step = fc.oneof(fc.constantFrom(0, 1, 16, 33, 5000, -1000), number(0, 300), fc.constant(1e9));

describe('faces of any film', () => {
  it('are somewhere, each once, and never more than are kept', () => {
    const film = fc.array(fc.tuple(fc.array(face, { maxLength: 6 }), step), { maxLength: 25 });
    fc.assert(
      fc.property(film, (frames) => {
        const tracks = new FaceTracks();
        let at = 0;
        for (const [faces, passed] of frames) {
          at += passed;
          const shown = [...tracks.update(faces, at), ...tracks.at(at + 40)];
          for (const { box, region, landmarks, confidence } of shown) {
            const numbers = [box, region, ...Object.values(landmarks)].flatMap((part) => Object.values(part));
            expect(numbers.every(Number.isFinite)).toBe(true);
            expect(confidence).toBeGreaterThanOrEqual(0);
            expect(confidence).toBeLessThanOrEqual(1 + 1e-9);
          }
          const ids = tracks.at(at).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(typeof tracks.isMoving(at)).toBe('boolean');
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('pairs', () => {
  it('are one to one, whatever fits', () => {
    const table = fc.array(fc.array(fc.oneof(fc.constant(0), number(0, 1)), { minLength: 5, maxLength: 5 }), {
      maxLength: 7,
    });
    fc.assert(
      fc.property(table, fc.nat(5), (rows, columns) => {
        const found = assign(rows.length, columns, (row, column) => rows[row]?.[column] ?? 0);
        const used = found.filter((column) => column !== undefined);
        expect(found).toHaveLength(rows.length);
        expect(new Set(used).size).toBe(used.length);
        found.forEach((column, row) => {
          if (column !== undefined) expect(rows[row]?.[column]).toBeGreaterThan(0);
        });
      }),
    );
  });

  it('fit alike from both sides, and a box fits itself', () => {
    fc.assert(
      fc.property(anyBox, oddBox, (a, b) => {
        expect(affinity(a, b)).toBeCloseTo(affinity(b, a), 9);
        expect(affinity(b, b)).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe('the pace', () => {
  it('always lets a next frame come, at a time that is one', () => {
    const deed = fc.tuple(fc.boolean(), number(0, 1e5), number(0, 1e5));
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        const pace = new FramePace();
        let now = 0;
        for (const [isRead, waited, took] of deeds) {
          now = Math.max(now, Number.isFinite(pace.nextAt) ? pace.nextAt : now) + waited;
          expect(pace.isDue(now)).toBe(true);
          pace.sent();
          expect(pace.isDue(Number.MAX_VALUE)).toBe(false);
          if (isRead) pace.answered(now, now + took);
          else pace.failed(now, now + took);
          expect(Number.isFinite(pace.nextAt)).toBe(true);
          now += took;
        }
      }),
    );
  });
});
