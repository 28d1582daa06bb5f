import { browser } from 'wxt/browser';

/** The document that holds the engine: an offscreen document, or in Firefox a frame of the background. */
export const ENGINE_PAGE = 'offscreen.html';

/** True where the document lives that holds the engine. Asking does not wake it. */
export async function engineExists(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({});
  // One that is being made has an empty address, which is no URL.
  return contexts.some(({ documentUrl }) => documentUrl?.split('?')[0]?.endsWith(`/${ENGINE_PAGE}`) ?? false);
}
