import { concat, type Tensor3D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { cutBoxes } from './preprocess.ts';
import type { Box } from './types.ts';

/** Side of a face's crop, in sides of the landmark network's input: the classifier's crop is taken from it too. */
export const CROP_DETAIL = 2;

/** A face to be cut out of one picture. */
export interface FaceToCut {
  /** As the pipeline takes them (`Picture.pixels`). */
  readonly pixels: Tensor3D;
  /** In fractions of the picture. */
  readonly region: Box;
}

/**
 * Cuts faces of several pictures, one call for each run of faces of the same picture.
 *
 * @returns float32 [faces, size, size, 3], 0 to 255
 */
export function cutFaces(faces: readonly FaceToCut[], size: number): Tensor4D {
  return tidy(() => {
    const cuts: Tensor4D[] = [];
    for (let start = 0; start < faces.length; ) {
      const pixels = faces[start]?.pixels as Tensor3D;
      const next = faces.findIndex((face, index) => index > start && face.pixels !== pixels);
      const end = next < 0 ? faces.length : next;
      cuts.push(
        cutBoxes(
          pixels,
          faces.slice(start, end).map((face) => face.region),
          size,
        ),
      );
      start = end;
    }
    return concat(cuts);
  });
}

/** The square, in pixels, around the middle of a box, with sides of `room` times the box's longer side. */
export function squareAround(
  box: Box,
  room: number,
  [height, width]: readonly [number, number, number],
): Box {
  const side = room * Math.max(box.width * width, box.height * height);
  return {
    x: box.x + box.width / 2 - side / (2 * width),
    y: box.y + box.height / 2 - side / (2 * height),
    width: side / width,
    height: side / height,
  };
}
