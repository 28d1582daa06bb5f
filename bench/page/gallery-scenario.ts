import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { waitUntil } from '../../tests/extension/harness/wait-until.ts';
import { COLUMNS, FACES, type GallerySite, IMAGES } from './gallery-site.ts';
import { costOf, type MainThreadCost, mainThreadOf } from './main-thread.ts';
import type { Side } from './side.ts';
import { traced } from './trace.ts';

/** What one visit to the gallery cost. */
export interface GalleryCost {
  /** From the first byte until what is in view or near it was read, and nothing happens any more; nobody scrolls. */
  readonly arrival: MainThreadCost;
  /** From the first byte until every image has been in view, was read, and nothing happens any more. */
  readonly visit: MainThreadCost;
  /** Once more through the gallery, up and down, when all is read. */
  readonly scroll: MainThreadCost;
  /** Frames a second while scrolling, as the page's own script gets them. */
  readonly frames: number;
  /** Megabytes after a garbage collection: JavaScript, and what the browser holds for it. */
  readonly heap: number;
}

/** Pixels of one turn of the wheel. */
const STEP = 600;
/** Milliseconds in which nothing more comes once all is asked for. */
const REST = 1000;
/** Milliseconds that a person who has just come looks at the page before scrolling: enough to read what is near. */
const FIRST_LOOK = 5000;
/** Milliseconds at each place, so that the bare page is seen as long as a person would. */
const STAY = 100;
const MEGABYTE = 1e6;

/** Turns the wheel down to the foot of the page. What has been in view is read before the next turn. */
async function walkThrough(page: Page, site: GallerySite, isReading: boolean): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const view = page.viewportSize()?.height ?? 0;
  await page.mouse.move(600, 400);
  for (let top = 0; ; top += STEP) {
    const seen = Math.min(1, (top + view) / height);
    if (isReading) await untilAsked(site, COLUMNS * Math.floor((IMAGES / COLUMNS) * seen - 1));
    await pause(STAY);
    if (seen === 1) break;
    await page.mouse.wheel(0, STEP);
  }
  if (isReading) await untilAsked(site, IMAGES);
  await pause(REST);
}

async function untilAsked(site: GallerySite, count: number): Promise<void> {
  const look = async () => site.hasAskedForFirst(count);
  await waitUntil(look, (all) => all, {
    deadline: 60_000,
    describe: () => `not all of the first ${count} asked for`,
  });
}

async function scrollOnce(page: Page): Promise<{ frames: number; seconds: number }> {
  const session = await page.context().newCDPSession(page);
  const counting = page.evaluate(
    () =>
      new Promise<{ frames: number; seconds: number }>((resolve) => {
        const isDone = { value: false };
        Object.assign(window, {
          stopCounting: () => {
            isDone.value = true;
          },
        });
        const start = performance.now();
        let frames = 0;
        const count = (now: number) => {
          frames += 1;
          if (isDone.value) resolve({ frames, seconds: (now - start) / 1000 });
          else requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
      }),
  );
  for (const yDistance of [6000, -6000]) {
    await session.send('Input.synthesizeScrollGesture', {
      x: 600,
      y: 400,
      yDistance,
      speed: 4000,
      gestureSourceType: 'touch',
    });
  }
  await page.evaluate(() => (window as unknown as { stopCounting(): void }).stopCounting());
  return await counting;
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / MEGABYTE;
}

/** @throws where something was still under way, for then the figures would flatter */
async function checkAtRest(side: Side, page: Page): Promise<void> {
  const counts = await side.countsOf(page);
  if (counts !== undefined && counts.waiting > 0) {
    throw new Error(`The page had not come to rest: ${JSON.stringify(counts)}.`);
  }
}

/** @throws where not every image was read, for then the figures would flatter */
async function checkAllRead(side: Side, page: Page): Promise<void> {
  const counts = await side.countsOf(page);
  if (counts === undefined) return;
  if (counts.read !== IMAGES || counts.faces !== FACES) {
    throw new Error(`Not every image was read: ${JSON.stringify(counts)}.`);
  }
}

/** Visits the gallery once. */
export async function visitGallery(side: Side, site: GallerySite): Promise<GalleryCost> {
  site.forget();
  let page: Page | undefined;
  const arrival = await traced(side.session, async () => {
    page = await side.open(site.gallery);
    await pause(FIRST_LOOK);
  });
  if (page === undefined) throw new Error('The gallery was not opened.');
  const opened = page;
  await checkAtRest(side, opened);
  const walk = await traced(side.session, () => walkThrough(opened, site, side.scripts !== undefined));
  await checkAllRead(side, opened);
  const visit = [...arrival, ...walk];
  const thread = mainThreadOf(arrival, site.gallery);
  const heap = await heapOf(opened);
  let counted = { frames: 0, seconds: 1 };
  const scroll = await traced(side.session, async () => {
    counted = await scrollOnce(opened);
  });
  await opened.close();
  return {
    arrival: costOf(arrival, thread, side.scripts),
    visit: costOf(visit, thread, side.scripts),
    scroll: costOf(scroll, thread, side.scripts),
    frames: counted.frames / counted.seconds,
    heap,
  };
}
