import { browser } from 'wxt/browser';

/** Where an earlier Mien kept the corrections. */
export interface OldPlace {
  /** What lies there, as it lies there; `undefined` where nothing does. */
  read(): Promise<unknown>;
  remove(): Promise<void>;
}

const KEY = 'corrections';

/** `storage.local`, which whoever has taken over a page's process can read. Private windows share it, and take nothing out. */
export const storageLocal: OldPlace = {
  read: async () => {
    if (browser.extension.inIncognitoContext) return undefined;
    return (await browser.storage.local.get(KEY))[KEY];
  },
  remove: () => browser.storage.local.remove(KEY),
};
