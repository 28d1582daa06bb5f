import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeCard } from '../../../src/page/card/card-place.ts';
import { overlap } from '../../../src/page/overlay/rect.ts';

const CARD = { width: 232, height: 230 };
const VIEWPORT = { x: 0, y: 0, width: 1200, height: 800 };

describe('the card', () => {
  it('hides neither badge nor face where there is room', () => {
    const badge = { x: 500, y: 270, width: 110, height: 24 };
    const face = { x: 510, y: 300, width: 90, height: 110 };
    const card = { ...placeCard(badge, face, CARD, VIEWPORT), ...CARD };
    expect(overlap(card, badge) + overlap(card, face)).toBe(0);
  });

  it('stays inside the viewport, and off the badge, wherever the face is', () => {
    const at = fc.record({ x: fc.integer({ min: 0, max: 1090 }), y: fc.integer({ min: 0, max: 776 }) });
    fc.assert(
      fc.property(at, ({ x, y }) => {
        const badge = { x, y, width: 110, height: 24 };
        const face = { x, y: y + 28, width: 110, height: 120 };
        const card = { ...placeCard(badge, face, CARD, VIEWPORT), ...CARD };
        const isInside =
          card.x >= 0 && card.y >= 0 && card.x + card.width <= 1200 && card.y + card.height <= 800;
        return isInside && overlap(card, badge) === 0;
      }),
    );
  });
});
