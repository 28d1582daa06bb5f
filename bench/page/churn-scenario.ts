import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { GallerySite } from './gallery-site.ts';
import { costOf, type MainThreadCost, mainThreadOf } from './main-thread.ts';
import type { Side } from './side.ts';
import { median, quantile } from './statistics.ts';
import { traced } from './trace.ts';

/** How a page that adds and removes a thousand images a second answers. All in milliseconds. */
export interface ChurnCost {
  /** From when the pointer moved until the page was told. */
  readonly inputMedian: number;
  readonly inputWorst: number;
  /** Between two frames of the page's own. */
  readonly frameMedian: number;
  readonly frameWorst: number;
  /** Images that the page in truth added each second. */
  readonly added: number;
  /** For each second of the storm. */
  readonly main: MainThreadCost;
}

const SECONDS = 5;
/** Milliseconds from one movement of the pointer to the next. */
const BEAT = 40;
/** Of a hundred, this many are no worse. */
const WORST = 0.95;

interface Answers {
  readonly inputs: number[];
  readonly frames: number[];
  readonly added: number;
  readonly seconds: number;
}

/** What runs in the page: writes down how late each movement and each frame comes. */
function listen(): void {
  const answers = { inputs: [] as number[], frames: [] as number[], start: performance.now(), from: 0 };
  const made = () => (window as unknown as { made(): number }).made();
  answers.from = made();
  Object.assign(window, {
    answers: () => ({
      inputs: answers.inputs,
      frames: answers.frames,
      added: made() - answers.from,
      seconds: (performance.now() - answers.start) / 1000,
    }),
  });
  addEventListener('pointermove', ({ timeStamp }) => answers.inputs.push(performance.now() - timeStamp));
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    answers.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

async function movePointer(page: Page): Promise<Answers> {
  await page.evaluate(listen);
  const end = performance.now() + SECONDS * 1000;
  for (let x = 100; performance.now() < end; x = (x + 7) % 1000) {
    await page.mouse.move(x + 50, 300);
    await pause(BEAT);
  }
  return await page.evaluate(() => (window as unknown as { answers(): Answers }).answers());
}

function perSecond(cost: MainThreadCost, seconds: number): MainThreadCost {
  const { longestScript, longestTask, ...sums } = cost;
  const shares = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / seconds]));
  return { ...(shares as typeof sums), longestScript, longestTask };
}

export async function weatherChurn(side: Side, site: GallerySite): Promise<ChurnCost> {
  let answers: Answers | undefined;
  const events = await traced(side.session, async () => {
    const page = await side.open(site.churn);
    answers = await movePointer(page);
    await page.close();
  });
  if (answers === undefined) throw new Error('The page gave no answers.');
  const { inputs, frames, added, seconds } = answers;
  return {
    inputMedian: median(inputs),
    inputWorst: quantile(inputs, WORST),
    frameMedian: median(frames),
    frameWorst: quantile(frames, WORST),
    added: added / seconds,
    main: perSecond(costOf(events, mainThreadOf(events, site.churn), side.scripts), seconds),
  };
}
