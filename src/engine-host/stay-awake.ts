import { browser } from 'wxt/browser';
import { send } from '../messaging/messenger.ts';
import { within } from '../web/within.ts';

/** Milliseconds. Firefox ends a background that has called nothing and heard nothing for thirty seconds. */
const BEAT = 10_000;

/**
 * Keeps Firefox from ending the background, and the engine with it, while the engine has work or its networks are in
 * memory: an answer that is still to come does not count as work there. An engine that has gone to sleep is let go.
 */
export function stayWhileEngineIsAwake(signal: AbortSignal): void {
  const beat = async () => {
    // A call of the browser's, whichever, is what counts.
    if (await isAwake()) await browser.runtime.getPlatformInfo();
  };
  const timer = setInterval(() => void beat(), BEAT);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

async function isAwake(): Promise<boolean> {
  try {
    const { state } = await within(BEAT, send('engineStatus', undefined));
    return state === 'starting' || state === 'ready';
  } catch {
    return false; // One that does not answer is not worth staying for.
  }
}
