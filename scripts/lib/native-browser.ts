import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const POLYFILL = '@wxt-dev/webextension-polyfill/browser';

/**
 * Gives page scripts the browser's own `chrome` or `browser` in the place of webextension-polyfill. They call nothing
 * that it would change from Chromium 123 on, and in every script it would cost 3 kB.
 */
export function nativeBrowserInPageScripts(): Plugin {
  let isPageScript = false;
  return {
    name: 'mien:native-browser-in-page-scripts',
    enforce: 'pre',
    configResolved({ build }) {
      // What is built as one script runs in pages, but for the background: the content script, and the parts that come on demand.
      isPageScript = build.lib !== false && !JSON.stringify(build.lib.entry).includes('background');
    },
    resolveId: (id) =>
      isPageScript && id === POLYFILL ? fileURLToPath(import.meta.resolve('@wxt-dev/browser')) : null,
  };
}
