import type { Locator, Page } from 'playwright';
import { mapRect, overlap, type Rect } from './box.ts';
import { readFaces, waitForFaces } from './faces.ts';
import { contentRect } from './frame-origin.ts';
import type { Mien } from './use-mien.ts';
import { waitUntil } from './wait-until.ts';

const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** Corners of a box on screen, clockwise from what is its upper left one before the page turns it. */
export type Corners = readonly (readonly [x: number, y: number])[];

/**
 * Where Mien finds the faces of a photo, in fractions of it: as it draws them on a page that shows the photo plainly.
 * What is read from a photo is kept, so other pages that show it have the same faces.
 */
export async function facesOfPhoto(mien: Mien, path: string, count: number): Promise<Rect[]> {
  const page = await mien.open(`<body style="margin:0"><img src="${path}" width="900">`);
  const faces = await waitForFaces(page, count);
  const at = await contentRect(page.locator('img'));
  return faces.map(({ box }) => mapRect(box, at, WHOLE));
}

/** The corners of an element's content box, as the browser itself tells its developer tools. */
export async function cornersOf(page: Page, selector: string): Promise<Corners> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { model } = await session.send('DOM.getBoxModel', { nodeId });
    return [0, 2, 4, 6].map((at) => [model.content[at] ?? 0, model.content[at + 1] ?? 0] as const);
  } finally {
    await session.detach();
  }
}

/** The upright rectangle around a part of a box, which is given in fractions of it, without perspective. */
export function partOf(corners: Corners, part: Rect): Rect {
  const [[x, y] = [0, 0], [rightX, rightY] = [0, 0], , [downX, downY] = [0, 0]] = corners;
  const points = [
    [part.x, part.y],
    [part.x + part.width, part.y],
    [part.x + part.width, part.y + part.height],
    [part.x, part.y + part.height],
  ].map(([across = 0, down = 0]) => [
    x + (rightX - x) * across + (downX - x) * down,
    y + (rightY - y) * across + (downY - y) * down,
  ]);
  const xs = points.map(([at = 0]) => at);
  const ys = points.map(([, at = 0]) => at);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/**
 * Waits until just these faces are drawn, each with this overlap at least, wherever they have come to be by then.
 *
 * @param where looked up again each time: the picture may move
 */
export async function waitForFacesAt(
  page: Page,
  where: () => Promise<readonly Rect[]>,
  { least = 0.8, deadline = 30_000 } = {},
): Promise<void> {
  const look = async () => {
    const [expected, faces] = [await where(), await readFaces(page)];
    const overlaps = expected.map((box) => Math.max(0, ...faces.map((face) => overlap(face.box, box))));
    return { expected, drawn: faces.map(({ box }) => box), overlaps };
  };
  await waitUntil(
    look,
    ({ drawn, overlaps }) => drawn.length === overlaps.length && overlaps.every((value) => value >= least),
    { deadline, describe: (seen) => JSON.stringify(seen) },
  );
}

/** Where faces of a photo are on an upright image. */
export function facesOn(image: Locator, faces: readonly Rect[]): () => Promise<Rect[]> {
  return async () => {
    const at = await contentRect(image);
    return faces.map((face) => mapRect(face, WHOLE, at));
  };
}
