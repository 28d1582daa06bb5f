import type { Face, Reading } from '../../vision/types.ts';
import type { CardOwner } from '../overlay/card-surroundings.ts';
import type { FaceMark } from '../overlay/face-mark.ts';
import type { Picture } from '../picture.ts';

/** The face that a card speaks of. */
export interface ShownFace {
  readonly mark: FaceMark;
  readonly owner: CardOwner;
  readonly face: Face;
  readonly picture: Picture;
  /** What was read of the whole picture, where that is known: it is not of a film that plays. */
  readonly reading: Reading | undefined;
}

/** The place of a face in its reading, or -1 where it is of none. */
export function placeInReading({ face, reading }: ShownFace): number {
  return reading?.faces.indexOf(face) ?? -1;
}

/** The marks of a picture that can be gone through, one for each face, in their order. */
export function marksOfFaces({ owner }: ShownFace): readonly FaceMark[] {
  const seen = new Set<Face>();
  return owner.shownMarks.filter(({ face }) => !seen.has(face) && seen.add(face));
}
