import type { Page } from 'playwright';
import type { Rect } from './box.ts';
import { readDrawn } from './faces.ts';
import { waitUntil } from './wait-until.ts';

export const middleOf = ({ x, y, width, height }: Rect) => [x + width / 2, y + height / 2] as const;

/** A button that Mien shows on the page, once it is there. */
export async function drawnButton(page: Page, name: RegExp): Promise<Rect> {
  const named = async () => (await readDrawn(page, 'BUTTON')).find((each) => name.test(each.name))?.box;
  const box = await waitUntil(named, (found) => found !== undefined, { describe: () => `no ${name}` });
  return box as Rect;
}

/** Presses a button that Mien shows on the page. */
export async function pressDrawn(page: Page, name: RegExp): Promise<void> {
  await page.mouse.click(...middleOf(await drawnButton(page, name)));
}

/** Waits until the card that is open has its picture of the face, or why there is none: from then on its buttons stay where they are. */
export async function untilCardIsWhole(page: Page): Promise<void> {
  const drawn = async () => [...(await readDrawn(page, 'CANVAS')), ...(await readDrawn(page, 'DIV'))];
  await waitUntil(drawn, (all) =>
    all.some(({ name }) => /The face as the network saw it|not in memory/.test(name)),
  );
}

/** Moves the pointer onto the badge of the first face. */
export async function pointAtBadge(page: Page): Promise<void> {
  await page.mouse.move(...middleOf(await drawnButton(page, /^The face shows/)));
}
