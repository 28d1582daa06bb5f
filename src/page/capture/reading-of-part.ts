import type { Face, Landmarks, Point, Reading } from '../../vision/types.ts';
import { type Rect, type Size, within } from '../overlay/rect.ts';

function facePlacedIn(part: Rect, face: Face): Face {
  const carry = ({ x, y }: Point): Point => {
    const { x: left, y: top } = within(part, { x, y, width: 0, height: 0 });
    return { x: left, y: top };
  };
  const { leftEye, rightEye, mouth } = face.landmarks;
  const landmarks: Landmarks = { leftEye: carry(leftEye), rightEye: carry(rightEye), mouth: carry(mouth) };
  return { ...face, box: within(part, face.box), region: within(part, face.region), landmarks };
}

/**
 * Pure: the reading of a part of a picture, told of the whole picture.
 *
 * @param part in fractions of the picture
 * @param size of the whole picture in pixels
 * @param isPartial whether the person can scroll to more of it
 */
export function readingOfPart(
  reading: Reading,
  part: Rect,
  { width, height }: Size,
  isPartial: boolean,
): Reading {
  return {
    ...reading,
    width,
    height,
    ...(isPartial && { isPartial }),
    faces: reading.faces.map((face) => facePlacedIn(part, face)),
  };
}
