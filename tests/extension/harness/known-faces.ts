import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright';
import { mapRect, overlap, type Rect } from './box.ts';
import { type FaceOnScreen, readFaces } from './faces.ts';
import { contentRect } from './frame-origin.ts';
import type { PhotoName } from './photos.ts';
import { waitUntil } from './wait-until.ts';

/** A face that a person has marked on a photo. */
export interface KnownFace {
  /** Fractions of the photo. */
  readonly box: Rect;
  /** The expression, where it is plain to see. */
  readonly expression?: string;
}

interface KnownPhoto {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly KnownFace[];
}

const KNOWN: Record<string, KnownPhoto> = JSON.parse(
  readFileSync(resolve('tests', 'fixtures', 'known-faces.json'), 'utf8'),
);

export function knownPhoto(name: PhotoName): KnownPhoto {
  const known = KNOWN[name];
  if (known === undefined) throw new Error(`Nobody has marked the faces of ${name}.`);
  return known;
}

/** A photo and where its pixels are drawn, in CSS pixels of the top page's viewport. */
export interface PhotoOnScreen {
  readonly photo: PhotoName;
  readonly at: Rect | Locator;
  /** The part of the screen that shows the photo, where that is not all of it: a face whose middle is cut off is not drawn. */
  readonly seenThrough?: Rect;
}

const LEAST_OVERLAP = 0.5;

function showsMiddle(frame: Rect, box: Rect): boolean {
  const x = box.x + box.width / 2 - frame.x;
  const y = box.y + box.height / 2 - frame.y;
  return x >= 0 && x <= frame.width && y >= 0 && y <= frame.height;
}

async function expectedBoxes({
  photo,
  at,
  seenThrough,
}: PhotoOnScreen): Promise<{ box: Rect; known: KnownFace }[]> {
  const { faces } = knownPhoto(photo);
  const place = 'x' in at ? at : await contentRect(at);
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  return faces
    .map((known) => ({ known, box: mapRect(known.box, whole, place) }))
    .filter(({ box }) => seenThrough === undefined || showsMiddle(seenThrough, box));
}

export interface FaceMatch {
  readonly known: KnownFace;
  readonly expected: Rect;
  /** The drawn face that lies best on it. */
  readonly drawn: FaceOnScreen | undefined;
  readonly overlap: number;
}

function bestMatch(expected: Rect, known: KnownFace, faces: readonly FaceOnScreen[]): FaceMatch {
  const [best] = faces
    .map((drawn) => ({ drawn, overlap: overlap(drawn.box, expected) }))
    .sort((a, b) => b.overlap - a.overlap);
  return { known, expected, drawn: best?.drawn, overlap: best?.overlap ?? 0 };
}

/**
 * Waits until exactly the known faces of these photos are drawn, each with an overlap of at least 0.5.
 *
 * @returns each known face with the drawn one
 * @throws after `deadline` milliseconds, with what was drawn instead
 */
export async function waitForKnownFaces(
  page: Page,
  photos: readonly PhotoOnScreen[],
  { deadline = 30_000 } = {},
): Promise<FaceMatch[]> {
  const look = async () => {
    const faces = await readFaces(page);
    const expected = (await Promise.all(photos.map(expectedBoxes))).flat();
    return { count: faces.length, matches: expected.map(({ box, known }) => bestMatch(box, known, faces)) };
  };
  const { matches } = await waitUntil(
    look,
    ({ count, matches }) =>
      count === matches.length && matches.every((match) => match.overlap >= LEAST_OVERLAP),
    {
      deadline,
      describe: ({ count, matches }) =>
        `${count} faces for ${matches.length} known ones; overlaps ${matches.map((match) => match.overlap.toFixed(2))}; ${JSON.stringify(matches.map(({ expected, drawn }) => [expected, drawn?.box]))}`,
    },
  );
  return matches;
}
