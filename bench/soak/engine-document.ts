import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession } from 'playwright';
import { type DevtoolsTarget, engineDocument } from '../../scripts/lib/devtools-target.ts';
import { IDLE_BEFORE_SLEEP } from '../../src/engine/limits.ts';

/** Runs `use` with the engine's document, if there is one. */
export async function withEngineDocument<T>(
  browser: CDPSession,
  use: (document: DevtoolsTarget) => Promise<T>,
): Promise<T | undefined> {
  const document = await engineDocument(browser);
  if (document === undefined) return undefined;
  try {
    return await use(document);
  } finally {
    await document.detach();
  }
}

/** Milliseconds within which a worker has collected its garbage. */
const COLLECTING = 500;

/** Has a page of the extension, and the engine's document with its workers, where there is one, let go of what nothing holds any more. */
export async function collectGarbage(browser: CDPSession, page: CDPSession): Promise<void> {
  await page.send('HeapProfiler.collectGarbage');
  await withEngineDocument(browser, async (document) => {
    await document.send('HeapProfiler.collectGarbage');
    await document.tellWorkers('HeapProfiler.collectGarbage');
    // A session that is left takes along what is still to be done.
    await pause(COLLECTING);
  });
}

/** Milliseconds that stand for a minute of rest, once `hurry` has been at the clock. */
const HURRIED_MINUTE = 1000;

/**
 * Makes the timers of rest that the engine's document sets from now on run out in as many seconds as they have minutes: the
 * product's own constants hold, and only the clock is another. Those by which it loses its patience are shorter, and stay.
 */
export async function hurry(browser: CDPSession): Promise<void> {
  await withEngineDocument(browser, (document) =>
    document.evaluate(`{
      const set = globalThis.setTimeout;
      globalThis.setTimeout = (run, wait, ...rest) =>
        set(run, wait >= ${IDLE_BEFORE_SLEEP} ? (wait / 60000) * ${HURRIED_MINUTE} : wait, ...rest);
    }`),
  );
}

export async function engineDocumentExists(browser: CDPSession): Promise<boolean> {
  return (await withEngineDocument(browser, async () => true)) ?? false;
}
