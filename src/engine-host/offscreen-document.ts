import type { EnginePlace } from './engine-place.ts';

/** Chromium's background is a service worker, which can hold no worker; documents without a window are made for that. */
export const offscreenDocument: EnginePlace = {
  create: (address) =>
    chrome.offscreen.createDocument({
      url: address,
      reasons: [chrome.offscreen.Reason.WORKERS],
      justification: 'Runs the neural networks that read images in a worker, away from the pages.',
    }),
  close: () => chrome.offscreen.closeDocument(),
};
