import type { Expression } from '../vision/types.ts';
import { facesOf, type ViewedPicture } from './viewed-picture.ts';

export const SHOWN = ['pictures', 'faces'] as const;
export const ORDERS = ['given', 'surest', 'leastSure'] as const;

/** What of a collection is listed, and in which order. */
export interface ListWish {
  readonly shown: (typeof SHOWN)[number];
  readonly order: (typeof ORDERS)[number];
  /** Only faces that show it, and pictures with such a face. */
  readonly expression?: Expression | undefined;
}

/** One line of the list: a picture, or one of its faces. */
export interface Row {
  readonly key: string;
  readonly picture: ViewedPicture;
  /** Its place among the faces of the picture. */
  readonly face?: number | undefined;
}

export function listRows(pictures: readonly ViewedPicture[], wish: ListWish): readonly Row[] {
  const rows = pictures.flatMap((picture) => rowsOfPicture(picture, wish));
  if (wish.order === 'given') return rows;
  const direction = wish.order === 'surest' ? -1 : 1;
  const ranked = rows.map((row) => [row, confidenceOf(row, wish.expression)] as const);
  // What has no face comes last, whichever way.
  return ranked
    .sort(([, a], [, b]) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      return direction * (a - b);
    })
    .map(([row]) => row);
}

function rowsOfPicture(picture: ViewedPicture, { shown, expression }: ListWish): Row[] {
  const matching = facesOf(picture)
    .map((face, index) => ({ face, index }))
    .filter(({ face }) => expression === undefined || face.expression === expression);
  if (shown === 'faces') {
    return matching.map(({ index }) => ({ key: `${picture.id}-${index}`, picture, face: index }));
  }
  return expression === undefined || matching.length > 0 ? [{ key: String(picture.id), picture }] : [];
}

/** The confidence of a face, or the highest among the faces of a picture that match. */
function confidenceOf({ picture, face }: Row, expression: Expression | undefined): number | undefined {
  const faces = facesOf(picture);
  if (face !== undefined) return faces[face]?.confidence;
  const matching = faces.filter((each) => expression === undefined || each.expression === expression);
  return matching.length === 0 ? undefined : Math.max(...matching.map(({ confidence }) => confidence));
}
