import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright';

/** The memory of all processes that show pages: the engine's document and its worker live in one of them. */
export interface RendererMemory {
  /** Resident memory in megabytes. */
  now(): Promise<number>;
  /** Samples `now` until `stop`, which gives the highest. */
  watchPeak(): { stop(): Promise<number> };
  close(): Promise<void>;
}

const SAMPLE_INTERVAL = 200;
const run = promisify(execFile);

export async function watchRendererMemory(context: BrowserContext): Promise<RendererMemory> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be spoken to.');

  const now = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    // One that has ended meanwhile is left out by `ps`, which tells of the others.
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', ids.join()]);
    const kilobytes = stdout.trim().split(/\s+/).map(Number);
    return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
  };

  const sample = async (isOver: () => boolean) => {
    let peak = 0;
    while (!isOver()) {
      peak = Math.max(peak, await now());
      await pause(SAMPLE_INTERVAL);
    }
    return peak;
  };

  return {
    now,
    watchPeak: () => {
      let isOver = false;
      const sampling = sample(() => isOver);
      return {
        stop: () => {
          isOver = true;
          return sampling;
        },
      };
    },
    close: () => session.detach(),
  };
}
