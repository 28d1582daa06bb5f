import { withEngineDocument } from '../../../bench/soak/engine-document.ts';
import type { Mien } from './use-mien.ts';

/** @throws where there is no engine */
async function inEngine({ context }: Mien, script: string): Promise<void> {
  const browser = await context.browser()?.newBrowserCDPSession();
  if (browser === undefined) throw new Error('The browser cannot be spoken to.');
  const isThere = await withEngineDocument(browser, async (document) => {
    await document.evaluate(script);
    return true;
  });
  await browser.detach();
  if (!isThere) throw new Error('There is no engine.');
}

/** Timers that run out sooner. */
interface Shorter {
  /** Those of exactly so many milliseconds. */
  readonly wait: number;
  readonly instead: number;
  /** So many of the first keep their time. */
  readonly spared?: number;
  /** So many of the others; all where it is left out. */
  readonly times?: number;
}

/**
 * A script by which a document has some of the timers that it sets from then on run out sooner. What follows from that, and the
 * sentence that names the time, are the product's.
 */
export function shorterTimers({ wait, instead, spared = 0, times = 1e9 }: Shorter): string {
  return `{
    const set = globalThis.setTimeout;
    let nth = 0;
    const isMeant = (wait) => wait === ${wait} && ++nth > ${spared} && nth <= ${spared + times};
    globalThis.setTimeout = (run, wait, ...rest) =>
      set(run, isMeant(wait) ? ${instead} : wait, ...rest);
    globalThis.giveTimersBack = () => { globalThis.setTimeout = set; };
  }`;
}

/**
 * Has the engine's document lose its patience sooner.
 *
 * @returns gives the document its own timers back
 */
export async function shortenTimers(mien: Mien, shorter: Shorter): Promise<() => Promise<void>> {
  await inEngine(mien, shorterTimers(shorter));
  return () => inEngine(mien, 'giveTimersBack()');
}

/** Puts the clock of the engine's document forward by so many milliseconds. */
export async function putClockForward(mien: Mien, milliseconds: number): Promise<void> {
  await inEngine(mien, `{ const now = Date.now; Date.now = () => now() + ${milliseconds}; }`);
}
