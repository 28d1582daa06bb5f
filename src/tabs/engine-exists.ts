import { browser } from 'wxt/browser';

/** True where the offscreen document lives, which holds the engine. Asking does not wake it. */
export async function engineExists(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  return contexts.length > 0;
}
