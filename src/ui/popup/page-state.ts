import type { FrameState, ImageRecord } from '../../messaging/protocol.ts';
import { EXPRESSIONS, type Expression } from '../../vision/types.ts';

/** What all frames of a page have to say together. */
export interface PageState {
  /** True where at least one frame annotates by itself. */
  readonly active: boolean;
  readonly counts: FrameState['counts'];
  /** Faces per expression; every expression is there. */
  readonly expressions: Readonly<Record<Expression, number>>;
  readonly images: readonly ImageRecord[];
}

const NO_COUNTS: FrameState['counts'] = { seen: 0, read: 0, waiting: 0, failed: 0, faces: 0 };

/** Adds up the frames of a page; without any, everything is zero. */
export function sumFrames(frames: readonly FrameState[]): PageState {
  return {
    active: frames.some((frame) => frame.active),
    counts: frames.map((frame) => frame.counts).reduce(addCounts, NO_COUNTS),
    expressions: Object.fromEntries(
      EXPRESSIONS.map((expression) => [expression, total(frames, expression)]),
    ) as Record<Expression, number>,
    images: frames.flatMap((frame) => frame.images ?? []),
  };
}

/** Every expression with its count, most frequent first; ties stay in the usual order. */
export function rankExpressions(expressions: PageState['expressions']): readonly [Expression, number][] {
  return EXPRESSIONS.map((expression): [Expression, number] => [expression, expressions[expression]]).sort(
    ([, a], [, b]) => b - a,
  );
}

function total(frames: readonly FrameState[], expression: Expression): number {
  return frames.reduce((sum, frame) => sum + (frame.expressions[expression] ?? 0), 0);
}

function addCounts(a: FrameState['counts'], b: FrameState['counts']): FrameState['counts'] {
  return {
    seen: a.seen + b.seen,
    read: a.read + b.read,
    waiting: a.waiting + b.waiting,
    failed: a.failed + b.failed,
    faces: a.faces + b.faces,
  };
}
