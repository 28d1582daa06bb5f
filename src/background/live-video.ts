import { browser } from 'wxt/browser';
import { answerMessage } from '../messaging/messenger.ts';

/** Where the build puts `entrypoints/live-video.ts`. */
const LIVE_VIDEO = '/live-video.js';

/** Brings what reads videos into the frame that asks for it. */
export function answerLiveVideoCalls(signal: AbortSignal): void {
  answerMessage('bringLiveVideo', 'content-script', signal, async (_request, { tab, frameId }) => {
    if (tab?.id === undefined || frameId === undefined)
      throw new Error('Only a frame of a tab can show videos.');
    await browser.scripting.executeScript({
      target: { tabId: tab.id, frameIds: [frameId] },
      files: [LIVE_VIDEO],
    });
  });
}
