import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { FrameState, ImageRecord } from '../../src/messaging/protocol.ts';
import type { ControlPage } from './control-page.ts';

export interface PageReading {
  readonly images: readonly ImageRecord[];
  /** False where the time was up before the end of the page was reached and all on it was read. */
  readonly finished: boolean;
}

const POLL_INTERVAL = 150;
/** Of the height of a window; the rest of it is seen twice. */
const SCROLL_STEP = 0.8;

/** What runs inside the page: true while an image in view is still loading. */
function loadsImagesInView(): boolean {
  return [...document.images].some((image) => {
    const box = image.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    return inView && !image.complete;
  });
}

/** What runs inside the page: a browser tells of what has come into view after its next frame. */
function twoFrames(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 500);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
  });
}

/** What runs inside the page: scrolls on, and returns false where it ends. */
function scrollOn(step: number): boolean {
  const before = scrollY;
  scrollBy({ top: innerHeight * step, behavior: 'instant' });
  return scrollY > before;
}

function summary(states: readonly FrameState[]): string {
  return JSON.stringify(states.map(({ frame, counts }) => [frame, counts]).sort());
}

/**
 * Waits until what is in view is loaded and read: nothing waits, and nothing has changed since the last look.
 *
 * @returns false where `end` came first
 */
async function settle(page: Page, control: ControlPage, end: number): Promise<boolean> {
  let last = '';
  while (performance.now() < end) {
    const isLoading = await page.evaluate(loadsImagesInView);
    await page.evaluate(twoFrames);
    const states = await control.statesOf(page, { images: false });
    const isWaiting = states.length === 0 || states.some((state) => state.counts.waiting > 0);
    const current = summary(states);
    if (!isLoading && !isWaiting && current === last) return true;
    last = current;
    await pause(POLL_INTERVAL);
  }
  return false;
}

/**
 * Scrolls through the page from where it stands to its end, and waits at each step until what is in view is read.
 *
 * @param timeout milliseconds
 */
export async function readWholePage(page: Page, control: ControlPage, timeout: number): Promise<PageReading> {
  const end = performance.now() + timeout;
  let finished = await settle(page, control, end);
  while (finished && (await page.evaluate(scrollOn, SCROLL_STEP))) {
    finished = await settle(page, control, end);
  }
  const states = await control.statesOf(page, { images: true });
  return { images: states.flatMap((state) => state.images ?? []), finished };
}
