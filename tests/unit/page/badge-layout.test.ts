import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutBadges } from '../../../src/page/overlay/badge-layout.ts';
import { overlap } from '../../../src/page/overlay/rect.ts';

const FORMS = [
  { width: 110, height: 24 },
  { width: 70, height: 24 },
  { width: 28, height: 24 },
];
const PICTURE = { x: 0, y: 0, width: 600, height: 400 };
const PAGE = { x: -50, y: -50, width: 1000, height: 3000 };
const face = (x: number, y: number, side = 80) => ({ x, y, width: side, height: side });

function layOut(faces: ReturnType<typeof face>[], picture = PICTURE) {
  return layOutBadges(
    faces,
    faces.map(() => FORMS),
    picture,
    PAGE,
  );
}

describe('badges', () => {
  it('go above the face, in full', () => {
    const [badge] = layOut([face(200, 150)]);
    expect(badge?.form).toBe(0);
    expect(badge?.rect).toEqual({ x: 185, y: 122, width: 110, height: 24 });
  });

  it('go below where there is no room above', () => {
    const [badge] = layOut([face(200, 4)]);
    expect(badge?.rect.y).toBe(88);
  });

  it('stay in the picture where a face touches its side', () => {
    const [badge] = layOut([face(560, 150, 40)]);
    expect(badge?.rect.x).toBe(490);
  });

  it('go into the face where it fills the picture', () => {
    const picture = { x: 0, y: 0, width: 130, height: 130 };
    const [badge] = layOut([{ x: 5, y: 5, width: 120, height: 120 }], picture);
    expect(badge && overlap(badge.rect, picture)).toBe(110 * 24);
  });

  it('are shortened where faces stand close, rather than hide each other', () => {
    const badges = layOut([face(100, 100, 40), face(145, 100, 40), face(190, 100, 40), face(235, 100, 40)]);
    for (const [i, badge] of badges.entries()) {
      for (const other of badges.slice(i + 1)) expect(overlap(badge.rect, other.rect)).toBe(0);
    }
  });

  it('never leave the page', () => {
    const place = fc.record({
      x: fc.integer({ min: -100, max: 700 }),
      y: fc.integer({ min: -100, max: 500 }),
      width: fc.integer({ min: 5, max: 300 }),
      height: fc.integer({ min: 5, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (faces) =>
        layOut(faces).every(
          ({ rect }) =>
            rect.x >= PAGE.x &&
            rect.y >= PAGE.y &&
            rect.x + rect.width <= PAGE.x + PAGE.width &&
            rect.y + rect.height <= PAGE.y + PAGE.height,
        ),
      ),
    );
  });
});
