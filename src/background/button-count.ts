import { browser } from 'wxt/browser';
import { answerMessage } from '../messaging/messenger.ts';
import { readSettings } from '../settings/store.ts';
import { watchSettings } from '../settings/watch-settings.ts';
import { countFaces, documentOf } from '../tabs/face-count.ts';
import { isNoticeShown } from './action-notice.ts';

const COLOUR = '#0d6a61';
const TEXT_COLOUR = '#ffffff';
/** More digits than this do not fit on the button. */
const MOST = 999;
/** A tab that goes from page to page faster than this many counts is counted again when it rests. */
const MOST_ATTEMPTS = 3;

/** Tabs whose faces are being counted, and whether they have to be counted once more. */
const counting = new Map<number, boolean>();

/** Shows the number of faces of each page on the toolbar button, as far as the person wants that. */
export async function countOnButton(signal: AbortSignal): Promise<void> {
  answerMessage('facesChanged', 'content-script', signal, (_nothing, sender) => {
    if (sender.tab?.id !== undefined) void refreshCount(sender.tab.id);
  });
  let wanted: boolean | undefined;
  await watchSettings(signal, (settings) => {
    const isChange = wanted !== undefined && wanted !== settings.countOnButton;
    wanted = settings.countOnButton;
    if (isChange) void refreshAll();
  });
}

/** Counts the faces of a tab anew; calls that come meanwhile share one further count. */
export async function refreshCount(tabId: number): Promise<void> {
  if (counting.has(tabId)) {
    counting.set(tabId, true);
    return;
  }
  do {
    counting.set(tabId, false);
    // A tab that is gone, or on which no extension may run, has nothing to show.
    await show(tabId).catch(() => undefined);
  } while (counting.get(tabId));
  counting.delete(tabId);
}

async function refreshAll(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => id !== undefined && refreshCount(id)));
}

/**
 * The browser empties the button of a tab when another document comes. A count that was under way then would be written
 * after that, so it is looked up afterwards whether it was of this document.
 */
async function show(tabId: number): Promise<void> {
  const { countOnButton } = await readSettings();
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const counted = countOnButton ? await countFaces(tabId) : undefined;
    if (await isNoticeShown(tabId)) return;
    await write(tabId, textFor(counted?.faces ?? 0));
    if (counted === undefined || (await documentOf(tabId)) === counted.documentId) return;
  }
}

async function write(tabId: number, text: string): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ tabId, color: COLOUR });
  await browser.action.setBadgeTextColor?.({ tabId, color: TEXT_COLOUR });
  await browser.action.setBadgeText({ tabId, text });
}

function textFor(count: number): string {
  if (count === 0) return '';
  return count > MOST ? `${MOST}+` : String(count);
}
