import { browser } from 'wxt/browser';
import { answerMessage } from '../messaging/messenger.ts';

/** Brings a part of the page script into the frame that asks for it: `entrypoints/live-video.ts` and the like. */
export function answerPartCalls(signal: AbortSignal): void {
  answerMessage('bringPart', 'content-script', signal, async ({ part }, { tab, frameId }) => {
    if (tab?.id === undefined || frameId === undefined)
      throw new Error('Only a frame of a tab has such parts.');
    await browser.scripting.executeScript({
      target: { tabId: tab.id, frameIds: [frameId] },
      files: [`/${part}.js`],
    });
  });
}
