import { join } from 'node:path';
import type { Plugin } from 'vite';

const OF_WXT = 'wxt/utils/content-script-context';
const OURS = join(import.meta.dirname, '..', '..', 'src', 'page', 'script-context.ts');

/** Gives page scripts a context that no page can notice, in the place of WXT's. */
export function quietPageScripts(): Plugin {
  return {
    name: 'mien:quiet-page-scripts',
    enforce: 'pre',
    resolveId: (id) => (id === OF_WXT ? OURS : null),
  };
}
