import { browser } from 'wxt/browser';
import { answerMessage, ownedName, type Sender, send } from '../messaging/messenger.ts';
import type { CaptureOutcome, CaptureRequest } from '../messaging/protocol.ts';
import { reasonOf } from '../web/reason-of.ts';
import { isTimeout, within } from '../web/within.ts';
import { cropOf } from './capture-crop.ts';
import { SharedShots } from './capture-shots.ts';
import { wakeEngine } from './engine.ts';

function notInFront(): Error {
  return new Error('The tab has to be in front for what it shows to be captured.');
}

/** Milliseconds that one capture may take. */
const DEADLINE = 5000;

const shots = new SharedShots((target: string) => capture(target));

/** Names the tab that is to be captured: it has to be the one in front of its window. */
function targetOf({ tab }: Sender): string {
  if (tab?.id === undefined || !tab.active) throw notInFront();
  return `${tab.windowId} ${tab.id}`;
}

async function refuseUnlessInFront(windowId: number, tabId: number): Promise<void> {
  const [front] = await browser.tabs.query({ active: true, windowId });
  if (front?.id !== tabId) throw notInFront();
}

function explain(error: unknown): Error {
  const reason = reasonOf(isTimeout(error) ? new Error('the browser took too long.') : error);
  return /permission/i.test(reason)
    ? new Error(
        "Mien may not capture this tab: give it access to all sites in the browser's settings for extensions.",
      )
    : new Error(`The tab could not be captured: ${reason}`);
}

async function capture(target: string): Promise<Blob> {
  const [windowId = 0, tabId = 0] = target.split(' ').map(Number);
  await refuseUnlessInFront(windowId, tabId);
  const taking = browser.tabs.captureVisibleTab(windowId, { format: 'jpeg', quality: 95 });
  const address = await within(DEADLINE, taking).catch((error: unknown) => Promise.reject(explain(error)));
  // The person may have gone to another tab meanwhile, and that one would have been captured.
  await refuseUnlessInFront(windowId, tabId);
  return await (await fetch(address)).blob();
}

/** Cuts one piece out and hands it to the engine's document, under the name by which its asker may have it read. */
async function handOver(
  bitmap: ImageBitmap,
  { id, area }: CaptureRequest,
  sender: Sender,
): Promise<CaptureOutcome> {
  try {
    await send('holdCapture', { name: ownedName(sender, id), dataUrl: await cropOf(bitmap, area) });
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

async function captureFor(requests: readonly CaptureRequest[], sender: Sender): Promise<CaptureOutcome[]> {
  const [blob] = await Promise.all([shots.next(targetOf(sender)), wakeEngine()]);
  const bitmap = await createImageBitmap(blob);
  try {
    return await Promise.all(requests.map((request) => handOver(bitmap, request, sender)));
  } finally {
    bitmap.close();
  }
}

/**
 * Captures the tab of a page that asks, where it is in front. The pieces go to the engine's document and nowhere else:
 * the page is told only whether they are there. What is around them is dropped.
 */
export function answerCaptures(signal: AbortSignal): void {
  answerMessage('captureTab', 'content-script', signal, async ({ requests }, sender) => {
    try {
      return await captureFor(requests, sender);
    } catch (error) {
      return requests.map(() => ({ ok: false, reason: reasonOf(error) }));
    }
  });
}
