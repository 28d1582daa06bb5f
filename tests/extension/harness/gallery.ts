import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { overlap, type Rect } from './box.ts';
import { type FaceOnScreen, readFaces } from './faces.ts';
import { knownPhoto } from './known-faces.ts';
import { bytes } from './routes.ts';
import type { Mien } from './use-mien.ts';
import { waitUntil } from './wait-until.ts';

/** Of each drawn face with what a person has marked. */
const LEAST_OVERLAP = 0.8;

/** Parts of NASA's portrait, in its pixels: each has the whole face, at another place and size. */
const CUTS = {
  'head.jpg': { left: 120, top: 40, width: 240, height: 180 },
  'bust.jpg': { left: 40, top: 0, width: 400, height: 400 },
  'tall.jpg': { left: 130, top: 20, width: 200, height: 380 },
} as const;

/** Pictures that `serveGallery` makes: three of one face, and two of none. */
export type GalleryPicture = keyof typeof CUTS | 'hills.jpg' | 'dunes.jpg';

const TYPES = { css: 'text/css', js: 'text/javascript' } as const;

function drawing(hue: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="hsl(${hue + 160} 60% 85%)"/><path d="M0 200 Q120 120 260 210 T480 180 V360 H0 Z" fill="hsl(${hue} 40% 55%)"/><path d="M0 270 Q200 200 480 280 V360 H0 Z" fill="hsl(${hue + 20} 45% 40%)"/></svg>`,
  );
}

/**
 * Puts the pictures under `/pictures/NAME`, and files of installed packages under `/lib/NAME`.
 *
 * @param files names to paths below node_modules
 */
export async function serveGallery({ site }: Mien, files: Readonly<Record<string, string>>): Promise<void> {
  const portrait = resolve('tests', 'fixtures', 'astronaut.png');
  for (const [name, cut] of Object.entries(CUTS)) {
    const scale = 640 / Math.max(cut.width, cut.height);
    const picture = await sharp(portrait)
      .extract(cut)
      .resize(Math.round(cut.width * scale))
      .jpeg()
      .toBuffer();
    site.route(`/pictures/${name}`, bytes('image/jpeg', picture));
  }
  for (const [name, hue] of [
    ['hills.jpg', 100],
    ['dunes.jpg', 30],
  ] as const) {
    site.route(`/pictures/${name}`, bytes('image/jpeg', await sharp(drawing(hue)).jpeg().toBuffer()));
  }
  for (const [name, path] of Object.entries(files)) {
    const type = TYPES[name.split('.').at(-1) as keyof typeof TYPES];
    site.route(`/lib/${name}`, bytes(type, readFileSync(resolve('node_modules', ...path.split('/')))));
  }
}

/** Where a person has marked the whole face, in fractions of the picture; of the drawn ones nothing. */
function markedFace(picture: GalleryPicture): Rect | undefined {
  if (!isCut(picture)) return undefined;
  const cut = CUTS[picture];
  const { width, height, faces } = knownPhoto('astronaut.png');
  const whole = faces[0]?.whole;
  if (whole === undefined) throw new Error('Nobody has marked the whole face of the portrait.');
  return {
    x: (whole.x * width - cut.left) / cut.width,
    y: (whole.y * height - cut.top) / cut.height,
    width: (whole.width * width) / cut.width,
    height: (whole.height * height) / cut.height,
  };
}

function isCut(picture: GalleryPicture): picture is keyof typeof CUTS {
  return picture in CUTS;
}

/**
 * HTML of a picture in a box of its own, with an invisible mark where its face is: the browser itself then knows where
 * the face is on screen, however the box is turned.
 */
export function markedPicture(picture: GalleryPicture): string {
  const face = markedFace(picture);
  const share = (value: number) => `${(value * 100).toFixed(3)}%`;
  const mark = face
    ? `<i class="truth" style="position: absolute; visibility: hidden; left: ${share(face.x)}; top: ${share(face.y)}; width: ${share(face.width)}; height: ${share(face.height)}"></i>`
    : '';
  return `<div class="box" style="position: relative"><img src="/pictures/${picture}" style="display: block; width: 100%">${mark}</div>`;
}

/** Where the marks are on screen. */
export function markedFaces(page: Page, selector = '.truth'): Promise<Rect[]> {
  return page.evaluate(
    (marks) =>
      Array.from(document.querySelectorAll(marks), (mark) => {
        const { x, y, width, height } = mark.getBoundingClientRect();
        return { x, y, width, height };
      }),
    selector,
  );
}

/** Where the faces of images are on screen that are shown upright and whole, by the name of their file. */
export async function facesOfImages(page: Page, selector: string): Promise<Rect[]> {
  const images = await page.evaluate(
    (wanted) =>
      Array.from(document.querySelectorAll<HTMLImageElement>(wanted), (image) => {
        const { x, y, width, height } = image.getBoundingClientRect();
        return {
          name: new URL(image.currentSrc || image.src).pathname.split('/').at(-1) ?? '',
          at: { x, y, width, height },
        };
      }),
    selector,
  );
  return images.flatMap(({ name, at }) => {
    const face = markedFace(name as GalleryPicture);
    if (face === undefined) return [];
    return [
      {
        x: at.x + face.x * at.width,
        y: at.y + face.y * at.height,
        width: face.width * at.width,
        height: face.height * at.height,
      },
    ];
  });
}

function isOnScreen(page: Page, { x, y, width, height }: Rect): boolean {
  const view = page.viewportSize() ?? { width: 0, height: 0 };
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return middleX >= 0 && middleY >= 0 && middleX <= view.width && middleY <= view.height;
}

/** The faces that are drawn within the viewport. */
export async function facesInView(page: Page): Promise<FaceOnScreen[]> {
  return (await readFaces(page)).filter(({ box }) => isOnScreen(page, box));
}

/**
 * Waits until the faces that are drawn in the viewport are those that are truly there, and lie on them.
 *
 * @param count how many are truly there, where that is known: a page that has not got so far may show none yet
 */
export async function waitForTruth(
  page: Page,
  truth: () => Promise<readonly Rect[]>,
  count?: number,
): Promise<void> {
  const look = async () => {
    const expected = (await truth()).filter((box) => isOnScreen(page, box));
    const drawn = await facesInView(page);
    const overlaps = expected.map((box) => Math.max(0, ...drawn.map((face) => overlap(face.box, box))));
    return { expected, drawn: drawn.map(({ box }) => box), overlaps };
  };
  await waitUntil(
    look,
    ({ expected, drawn, overlaps }) =>
      expected.length === (count ?? expected.length) &&
      drawn.length === expected.length &&
      overlaps.every((each) => each >= LEAST_OVERLAP),
  );
}
