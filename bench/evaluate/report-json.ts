import type { Figures } from './figures.ts';
import type { Report } from './judge.ts';
import { FER_2013, FER_2013_HEAD, FER_PLUS, FOLDERS } from './sets.ts';

/**
 * A report as a program that compares models wants it, in JSON: `model, images, unreadable, noFace, accuracy, macroF1,
 * recall, ece, confusion`, by the labels of the folders or by the FER+ majority. For FER2013's faces `fer2013` and
 * `fer2013Head` beside them: the same figures by the labels of that data set, and what the second head makes of those.
 *
 * The confusion matrix has a row for what each face is said to show and a column for what the network says, in the order
 * of `EXPRESSIONS`; contempt is left out where no face is labelled so.
 */
export function toJson({ model, images, unreadable, noFace, figures }: Report): string {
  const main = figures[FOLDERS] ?? figures[FER_PLUS];
  const [own, byHead] = [figures[FER_2013], figures[FER_2013_HEAD]];
  return JSON.stringify(
    {
      model,
      images,
      unreadable: unreadable.length,
      noFace,
      ...(main && plain(main)),
      ...(own && { fer2013: plain(own) }),
      ...(byHead && { fer2013Head: plain(byHead) }),
    },
    undefined,
    2,
  );
}

function plain({ accuracy, macroF1, recall, ece, confusion }: Figures) {
  return { accuracy, macroF1, recall, ece, confusion };
}
