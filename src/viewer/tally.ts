import { EXPRESSIONS, type Expression } from '../vision/types.ts';
import { facesOf, type ViewedPicture } from './viewed-picture.ts';

/** How far the viewer is, and what it has found. */
export interface Tally {
  readonly pictures: number;
  readonly read: number;
  readonly failed: number;
  /** Read or failed. */
  readonly done: number;
  readonly faces: number;
  readonly expressions: Readonly<Record<Expression, number>>;
}

export function tally(pictures: readonly ViewedPicture[]): Tally {
  const read = pictures.filter(({ state }) => state.kind === 'read').length;
  const failed = pictures.filter(({ state }) => state.kind === 'failed').length;
  const expressions = Object.fromEntries(EXPRESSIONS.map((name) => [name, 0])) as Record<Expression, number>;
  for (const picture of pictures) for (const { expression } of facesOf(picture)) expressions[expression] += 1;
  const faces = Object.values(expressions).reduce((sum, count) => sum + count, 0);
  return { pictures: pictures.length, read, failed, done: read + failed, faces, expressions };
}
