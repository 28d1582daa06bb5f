import { failureText, t } from '../i18n/browser-language.ts';
import { send } from '../messaging/messenger.ts';
import type { ClickAnswer } from '../messaging/protocol.ts';
import { startPageScript } from '../tabs/page-script.ts';
import { clearNotice, showNotice } from './action-notice.ts';
import { refreshCount } from './button-count.ts';

interface Click {
  readonly tabId: number;
  readonly frameId: number;
}

export interface ImageClick extends Click {
  /** Address of the image, in the browser's word; empty where it knows of none. */
  readonly src: string;
}

/**
 * Has the clicked image read. The page itself shows the answer; where there is no page script that could (extensions
 * may not run there, or the image is gone), the toolbar button says why.
 */
export async function readClickedImage({ src, ...click }: ImageClick): Promise<void> {
  const ask = () => send('readClickedImage', { src }, click);
  await answerClick(click, ask, (answer) => whyNoImage(src, answer));
}

/** Has the clicked video read from now on, or no more. */
export async function readClickedVideo(click: Click): Promise<void> {
  const ask = () => send('readClickedVideo', undefined, click);
  await answerClick(click, ask, () => t('notice.imageGone'));
}

async function answerClick(
  click: Click,
  ask: () => Promise<ClickAnswer>,
  whyNotFound: (answer: ClickAnswer) => string,
): Promise<void> {
  try {
    const answer = await askPage(click, ask);
    if (!answer.found) return await showNotice(click.tabId, whyNotFound(answer));
    await clearNotice(click.tabId);
    await refreshCount(click.tabId);
  } catch (error) {
    await showNotice(click.tabId, failureText('notice.pageForbidden', error));
  }
}

function whyNoImage(src: string, { isHtml }: ClickAnswer): string {
  if (isHtml === false) return t('notice.noHtml');
  return src === '' ? t('notice.noPictureHere') : t('notice.imageGone');
}

async function askPage({ tabId, frameId }: Click, ask: () => Promise<ClickAnswer>): Promise<ClickAnswer> {
  try {
    return await ask();
  } catch {
    // Nobody listens in a tab that is older than the extension.
    await startPageScript(tabId, frameId);
    return await ask();
  }
}
