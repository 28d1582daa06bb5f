import { browser } from 'wxt/browser';
import { t } from '../i18n/browser-language.ts';

const NOTICE_COLOUR = '#b3261e';
const NOTICE_MARK = '!';

/** Says something about a tab at the toolbar button: a mark, and the sentence on hover. Gone when the tab moves on. */
export async function showNotice(tabId: number, sentence: string): Promise<void> {
  await quietly([
    browser.action.setBadgeBackgroundColor({ tabId, color: NOTICE_COLOUR }),
    browser.action.setBadgeText({ tabId, text: NOTICE_MARK }),
    browser.action.setTitle({ tabId, title: `${t('manifest.name')}: ${sentence}` }),
  ]);
}

export async function clearNotice(tabId: number): Promise<void> {
  await quietly([
    browser.action.setBadgeText({ tabId, text: '' }),
    browser.action.setTitle({ tabId, title: t('manifest.name') }),
  ]);
}

/** Whether a tab's button says something that the number of faces must not take the place of. */
export async function isNoticeShown(tabId: number): Promise<boolean> {
  return (await browser.action.getBadgeText({ tabId })) === NOTICE_MARK;
}

/** A tab that is closed meanwhile needs no notice. */
async function quietly(changes: Promise<void>[]): Promise<void> {
  await Promise.allSettled(changes);
}
