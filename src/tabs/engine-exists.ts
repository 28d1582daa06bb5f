import { browser } from 'wxt/browser';

/** The document that holds the engine: an offscreen document, or in Firefox a frame of the background. */
export const ENGINE_PAGE = 'offscreen.html';

/** True where the document lives that holds the engine. Asking does not wake it. */
export async function engineExists(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({});
  return contexts.some(
    ({ documentUrl }) => documentUrl !== undefined && new URL(documentUrl).pathname === `/${ENGINE_PAGE}`,
  );
}
