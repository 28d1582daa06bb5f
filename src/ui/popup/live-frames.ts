import type { FrameState } from '../../messaging/protocol.ts';
import type { Expression } from '../../vision/types.ts';

interface HeardFrame {
  readonly state: FrameState;
  readonly heardAt: number;
}

/** The frames of a page that still answer, each with what it said last. */
export type LiveFrames = ReadonlyMap<number, HeardFrame>;

export const NO_FRAMES: LiveFrames = new Map();

/**
 * Takes in what a frame says. Its number in the tab is the key, so that a page that moves on in the same frame takes
 * the place of the one before.
 */
export function hearFrame(frames: LiveFrames, frameId: number, state: FrameState, now: number): LiveFrames {
  return new Map(frames).set(frameId, { state, heardAt: now });
}

/** Leaves out the frames that have said nothing for longer than `patience` milliseconds: they are gone. */
export function withoutSilent(frames: LiveFrames, now: number, patience: number): LiveFrames {
  return new Map([...frames].filter(([, { heardAt }]) => now - heardAt <= patience));
}

/** One face of a page: the n-th in its frame that shows an expression. */
export interface FacePlace {
  readonly frameId: number;
  readonly index: number;
}

/** Finds the n-th face of a page that shows an expression, the top frame first; none where there are not so many. */
export function findFace(frames: LiveFrames, expression: Expression, index: number): FacePlace | undefined {
  let before = 0;
  for (const [frameId, { state }] of [...frames].sort(([a], [b]) => a - b)) {
    const count = state.expressions[expression] ?? 0;
    if (index < before + count) return { frameId, index: index - before };
    before += count;
  }
  return undefined;
}

export function frameStates(frames: LiveFrames): FrameState[] {
  return [...frames.values()].map(({ state }) => state);
}
