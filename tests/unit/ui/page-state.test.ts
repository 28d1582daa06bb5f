import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameState } from '../../../src/messaging/protocol.ts';
import { frameStates, hearFrame, NO_FRAMES, withoutSilent } from '../../../src/ui/popup/live-frames.ts';
import { rankExpressions, sumFrames } from '../../../src/ui/popup/page-state.ts';
import { EXPRESSIONS } from '../../../src/vision/types.ts';

const frame = (change: Partial<FrameState> = {}): FrameState => ({
  frame: 'a',
  active: true,
  counts: { seen: 5, read: 2, waiting: 1, failed: 1, faces: 3 },
  expressions: { happiness: 2, fear: 1 },
  ...change,
});

const anyFrame: fc.Arbitrary<FrameState> = fc.record({
  frame: fc.uuid(),
  active: fc.boolean(),
  counts: fc.record({ seen: fc.nat(), read: fc.nat(), waiting: fc.nat(), failed: fc.nat(), faces: fc.nat() }),
  expressions: fc.dictionary(fc.constantFrom(...EXPRESSIONS), fc.nat()),
});

describe('the state of a page', () => {
  it('is nothing without frames', () => {
    const { active, counts, images } = sumFrames([]);
    expect({ active, counts, images }).toEqual({
      active: false,
      counts: { seen: 0, read: 0, waiting: 0, failed: 0, faces: 0 },
      images: [],
    });
  });

  it('adds up its frames', () => {
    const image = { src: 'a.jpg', width: 1, height: 1, status: 'failed', faces: [] } as const;
    const sum = sumFrames([
      frame({ images: [image] }),
      frame({ active: false, expressions: { happiness: 4, anger: 1 } }),
    ]);
    expect(sum.active).toBe(true);
    expect(sum.counts).toEqual({ seen: 10, read: 4, waiting: 2, failed: 2, faces: 6 });
    expect(sum.expressions).toMatchObject({ happiness: 6, fear: 1, anger: 1, neutral: 0 });
    expect(sum.images).toEqual([image]);
  });

  it('does not depend on how frames are grouped or ordered', () => {
    fc.assert(
      fc.property(fc.array(anyFrame), fc.array(anyFrame), (some, others) => {
        const [a, b, all, reversed] = [
          some,
          others,
          [...some, ...others],
          [...others, ...some].reverse(),
        ].map((frames) => sumFrames(frames)) as [
          ReturnType<typeof sumFrames>,
          ReturnType<typeof sumFrames>,
          ...ReturnType<typeof sumFrames>[],
        ];
        expect(all?.counts.faces).toBe(a.counts.faces + b.counts.faces);
        expect(reversed?.counts).toEqual(all?.counts);
        expect(reversed?.expressions).toEqual(all?.expressions);
      }),
    );
  });

  it('ranks the expressions by count, ties in their usual order', () => {
    const ranked = rankExpressions(
      sumFrames([frame({ expressions: { fear: 2, surprise: 7, anger: 2 } })]).expressions,
    );
    expect(ranked).toHaveLength(EXPRESSIONS.length);
    expect(ranked.slice(0, 4)).toEqual([
      ['surprise', 7],
      ['anger', 2],
      ['fear', 2],
      ['neutral', 0],
    ]);
  });
});

describe('the frames of a page', () => {
  it('are dropped when they have fallen silent, and only then', () => {
    let frames = hearFrame(NO_FRAMES, 0, frame({ frame: 'top' }), 0);
    frames = hearFrame(frames, 4, frame({ frame: 'advert' }), 100);
    frames = hearFrame(frames, 0, frame({ frame: 'top' }), 2000);
    const names = (now: number) => frameStates(withoutSilent(frames, now, 2500)).map(({ frame }) => frame);
    expect(names(2600)).toEqual(['top', 'advert']);
    expect(names(2601)).toEqual(['top']);
    expect(names(4501)).toEqual([]);
  });

  it('count once, by what each said last, also after the frame has moved on to another page', () => {
    const before = hearFrame(NO_FRAMES, 0, frame({ frame: 'first page' }), 0);
    const after = hearFrame(before, 0, frame({ frame: 'second page', expressions: {} }), 10);
    expect(frameStates(after).map(({ frame }) => frame)).toEqual(['second page']);
    expect(frameStates(before).map(({ frame }) => frame)).toEqual(['first page']);
  });
});
