import { EXPRESSIONS, type Face } from '../vision/types.ts';
import { type CsvValue, csvText } from './csv-text.ts';
import { type ImageResult, isoTime, pixelBox, roundedScore } from './image-result.ts';

interface Column {
  readonly name: string;
  /** @param face absent where the picture has none; `place` counts a picture's faces from 1 */
  readonly value: (image: ImageResult, face: Face | undefined, place: number) => CsvValue;
}

const boxColumn = (side: 'x' | 'y' | 'width' | 'height'): Column => ({
  name: `box_${side}`,
  value: (image, face) => face && pixelBox(face, image)[side],
});

/** docs/results.md says what each of them means. */
const COLUMNS: readonly Column[] = [
  { name: 'page', value: ({ page }) => page },
  { name: 'image', value: ({ image }) => image },
  { name: 'image_width', value: ({ width }) => width || undefined },
  { name: 'image_height', value: ({ height }) => height || undefined },
  { name: 'not_read_because', value: ({ reason }) => reason },
  { name: 'face', value: (_image, face, place) => face && place },
  ...(['x', 'y', 'width', 'height'] as const).map(boxColumn),
  { name: 'expression', value: (_image, face) => face?.expression },
  { name: 'confidence', value: (_image, face) => face && roundedScore(face.confidence) },
  { name: 'uncertain', value: (_image, face) => face?.uncertain },
  { name: 'detection_confidence', value: (_image, face) => face && roundedScore(face.detectionConfidence) },
  ...EXPRESSIONS.map(
    (expression): Column => ({
      name: `score_${expression}`,
      value: (_image, face) => {
        const score = face?.scores[expression];
        return score === undefined ? undefined : roundedScore(score);
      },
    }),
  ),
  { name: 'detector', value: ({ models }) => models?.detector },
  { name: 'classifier', value: ({ models }) => models?.classifier },
  { name: 'read_at', value: ({ readAt }) => isoTime(readAt) },
];

export const CSV_COLUMNS: readonly string[] = COLUMNS.map(({ name }) => name);

/** One row for each face, and one for each picture on which there is none or which was not read. */
export function resultsToCsv(images: readonly ImageResult[]): string {
  const rows = images.flatMap((image) => {
    const faces: readonly (Face | undefined)[] = image.faces.length > 0 ? image.faces : [undefined];
    return faces.map((face, index) => COLUMNS.map(({ value }) => value(image, face, index + 1)));
  });
  return csvText([CSV_COLUMNS, ...rows]);
}
