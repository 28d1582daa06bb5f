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
  /** The same from the hairline to the chin and from cheek to cheek, where that is marked too. */
  readonly whole?: Rect;
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

/** A known face and where it has to be drawn. */
export interface ExpectedFace {
  readonly known: KnownFace;
  readonly box: Rect;
}

const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** Where the known faces of a photo are that is drawn at this place. */
export function expectedFaces(photo: PhotoName, place: Rect): ExpectedFace[] {
  return knownPhoto(photo).faces.map((known) => ({ known, box: mapRect(known.box, WHOLE, place) }));
}

async function expectedOn({ photo, at, seenThrough }: PhotoOnScreen): Promise<ExpectedFace[]> {
  const place = 'x' in at ? at : await contentRect(at);
  return expectedFaces(photo, place).filter(
    ({ box }) => seenThrough === undefined || showsMiddle(seenThrough, box),
  );
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
 * Looks until exactly the expected faces are drawn, each with an overlap of at least 0.5.
 *
 * @returns each known face with the drawn one
 * @throws after `deadline` milliseconds, with what was drawn instead
 */
export async function waitForMatches(
  look: () => Promise<{
    readonly faces: readonly FaceOnScreen[];
    readonly expected: readonly ExpectedFace[];
  }>,
  { deadline = 30_000 } = {},
): Promise<FaceMatch[]> {
  const compare = async () => {
    const { faces, expected } = await look();
    return { count: faces.length, matches: expected.map(({ box, known }) => bestMatch(box, known, faces)) };
  };
  const { matches } = await waitUntil(
    compare,
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

/** The same, of the photos on a page in Chromium. */
export function waitForKnownFaces(
  page: Page,
  photos: readonly PhotoOnScreen[],
  options: { deadline?: number } = {},
): Promise<FaceMatch[]> {
  const look = async () => {
    const faces = await readFaces(page);
    return { faces, expected: (await Promise.all(photos.map(expectedOn))).flat() };
  };
  return waitForMatches(look, options);
}
