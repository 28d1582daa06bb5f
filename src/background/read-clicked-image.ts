import { t } from '../i18n/browser-language.ts';
import { send } from '../messaging/messenger.ts';
import type { ClickAnswer } from '../messaging/protocol.ts';
import { startPageScript } from '../tabs/page-script.ts';
import { reasonOf } from '../tabs/reason-of.ts';
import { clearNotice, showNotice } from './action-notice.ts';
import { refreshCount } from './button-count.ts';

export interface ImageClick {
  readonly tabId: number;
  readonly frameId: number;
  /** Address of the image, in the browser's word; empty where it knows of none. */
  readonly src: string;
}

/**
 * Has the clicked image read. The page itself shows the answer; where there is no page script that could (extensions
 * may not run there, or the image is gone), the toolbar button says why.
 */
export async function readClickedImage(click: ImageClick): Promise<void> {
  try {
    const answer = await askPage(click);
    if (!answer.found) return await showNotice(click.tabId, whyNotFound(click, answer));
    await clearNotice(click.tabId);
    await refreshCount(click.tabId);
  } catch (error) {
    await showNotice(click.tabId, t('notice.pageForbidden', { reason: reasonOf(error) }));
  }
}

function whyNotFound({ src }: ImageClick, { isHtml }: ClickAnswer): string {
  if (isHtml === false) return t('notice.noHtml');
  return src === '' ? t('notice.noPictureHere') : t('notice.imageGone');
}

async function askPage(click: ImageClick): Promise<ClickAnswer> {
  const { tabId, frameId, src } = click;
  try {
    return await send('readClickedImage', { src }, { tabId, frameId });
  } catch {
    // Nobody listens in a tab that is older than the extension.
    await startPageScript(tabId, frameId);
    return await send('readClickedImage', { src }, { tabId, frameId });
  }
}
