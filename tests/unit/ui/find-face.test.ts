import { describe, expect, it } from 'vitest';
import type { FrameState } from '../../../src/messaging/protocol.ts';
import { findFace, hearFrame, type LiveFrames, NO_FRAMES } from '../../../src/ui/popup/live-frames.ts';

const COUNTS = { seen: 0, read: 0, waiting: 0, failed: 0, faces: 0 };

function pageOf(frames: readonly (readonly [number, FrameState['expressions']])[]): LiveFrames {
  return frames.reduce(
    (page, [frameId, expressions]) =>
      hearFrame(page, frameId, { frame: `f${frameId}`, active: true, counts: COUNTS, expressions }, 0),
    NO_FRAMES,
  );
}

describe('a face of a page', () => {
  const page = pageOf([
    [9, { happiness: 2 }],
    [0, { happiness: 1, anger: 4 }],
    [3, { anger: 1 }],
  ]);

  it.each([
    ['happiness', 0, { frameId: 0, index: 0 }],
    ['happiness', 1, { frameId: 9, index: 0 }],
    ['happiness', 2, { frameId: 9, index: 1 }],
    ['anger', 4, { frameId: 3, index: 0 }],
    ['happiness', 3, undefined],
    ['fear', 0, undefined],
  ] as const)('showing %s, number %i, is in frame %o', (expression, index, expected) => {
    expect(findFace(page, expression, index)).toEqual(expected);
  });
});
