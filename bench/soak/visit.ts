import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { ControlPage } from '../../scripts/lib/control-page.ts';
import type { ImageRecord } from '../../src/messaging/protocol.ts';

/** Screens are looked at in leaps of so many, so that what comes into view is not all read already as its neighbour. */
const LEAP = 3;
const LOOK_AGAIN = 100;
/** A screen that is not read within this is a failure of the soak. */
const SCREEN_DEADLINE = 180_000;

/** One image that has been in view. */
export interface Seen {
  readonly record: ImageRecord;
  /** Whether it has ever been in view; if not, it was read as a neighbour, or not at all. */
  readonly isInView: boolean;
  /** Milliseconds from coming into view to the badge; 0 where it was read before, as a neighbour of what was in view. */
  readonly wait: number;
}

async function untilRead(control: ControlPage, page: Page): Promise<void> {
  const end = Date.now() + SCREEN_DEADLINE;
  for (;;) {
    const [state] = await control.statesOf(page, { images: false });
    // What has just come into view is not counted as waiting before the page's script was told of it.
    if (state && state.counts.waiting === 0) return;
    if (Date.now() > end) throw new Error(`A screen was not read in time: ${JSON.stringify(state?.counts)}`);
    await pause(LOOK_AGAIN);
  }
}

/** Scrolls so that a screen comes into view, and waits until the page has been told so. */
async function show(page: Page, screen: number): Promise<void> {
  // As a person would: a tab behind others draws a frame a second.
  await page.bringToFront();
  await page.evaluate(async (number) => {
    scrollTo(0, number * innerHeight);
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  }, screen);
}

/** Waits until nothing is waited for on any of these pages. */
export async function settle(control: ControlPage, pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await show(page, 0);
    await untilRead(control, page);
  }
}

/** Looks at every screen of a gallery until all that it shows is read. */
export async function lookThrough(control: ControlPage, page: Page): Promise<void> {
  const screens = await page.evaluate(() => Math.ceil(document.documentElement.scrollHeight / innerHeight));
  for (let first = 0; first < LEAP; first += 1) {
    for (let screen = first; screen < screens; screen += LEAP) {
      await show(page, screen);
      await untilRead(control, page);
    }
  }
}

/** What became of each image of a gallery, and how long it took from coming into view. */
export async function whatWasSeen(control: ControlPage, page: Page): Promise<Seen[]> {
  const [state] = await control.statesOf(page, { images: true });
  const inViewAt = await page.evaluate(
    () => (window as unknown as { inViewAt: Record<string, number> }).inViewAt,
  );
  return (state?.images ?? []).map((record) => {
    const since = inViewAt[record.src];
    const wait = record.readAt === undefined || since === undefined ? 0 : Math.max(0, record.readAt - since);
    return { record, isInView: since !== undefined, wait };
  });
}
