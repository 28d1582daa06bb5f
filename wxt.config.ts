import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { publicModelFiles } from './scripts/lib/model-files.ts';
import { nativeBrowserInPageScripts } from './scripts/lib/native-browser.ts';
import { neededKernels } from './scripts/lib/needed-kernels.ts';
import { quietPageScripts } from './scripts/lib/quiet-page-scripts.ts';
import { NOTICES, ShippedPackages, thirdPartyNotices } from './scripts/lib/third-party.ts';
import { wasmFiles } from './scripts/lib/wasm-files.ts';

const shipped = new ShippedPackages();

/** What Firefox is told beside the rest: see docs/architecture.md. */
const FIREFOX = {
  // It has no engine for private windows alone, and the one of all windows would ask with the cookies of the others.
  incognito: 'not_allowed' as const,
  browser_specific_settings: {
    gecko: {
      id: 'mien@mien-extension',
      // The release that the tests run with.
      strict_min_version: '153.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

/** What Chromium is told beside the rest. */
const CHROMIUM = {
  // The first that keeps a fetch from less public networks (`targetAddressSpace`).
  minimum_chrome_version: '142',
  // An engine of its own for incognito windows, with their cookies, in their memory. Firefox knows no such engine.
  incognito: 'split' as const,
  // Neither a page nor another extension is listened to; Firefox has no such door.
  externally_connectable: {},
};
/** The messages of seven languages, as machines read them: 30 kB less. */
function withoutIndent({ relativeDest, contents }: { relativeDest: string; contents: string }): string {
  return relativeDest.endsWith('messages.json') ? JSON.stringify(JSON.parse(contents)) : contents;
}

export default defineConfig({
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_manifest_name__',
    description: '__MSG_manifest_description__',
    default_locale: 'en',
    ...(browser === 'firefox' ? FIREFOX : CHROMIUM),
    permissions: ['contextMenus', ...(browser === 'firefox' ? [] : ['offscreen']), 'scripting', 'storage'],
    host_permissions: ['<all_urls>'],
    commands: {
      'open-viewer': { suggested_key: { default: 'Alt+Shift+M' }, description: '__MSG_menu_openViewer__' },
    },
    // The default policy and one word more: without it Chromium (since 103) compiles no WebAssembly in an extension.
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'",
    },
  }),
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      const copied = [...wasmFiles(), ...publicModelFiles()];
      for (const { absoluteSrc } of copied) shipped.add(absoluteSrc);
      const notices = { contents: thirdPartyNotices(shipped.list()), relativeDest: NOTICES };
      for (const file of files) if ('contents' in file) file.contents = withoutIndent(file);
      files.push(...copied, notices);
    },
  },
  vite: () => ({
    plugins: [preact(), nativeBrowserInPageScripts(), quietPageScripts(), shipped.plugin()],
    // The order of what is bundled follows the paths: those of the packages are inside, wherever a link to them leads.
    resolve: { preserveSymlinks: true },
    // Lowering `light-dark()` for older browsers would lose the dark colours of the overlay's `!important` rules.
    build: { cssTarget: 'chrome123' },
    worker: {
      format: 'es',
      plugins: () => [neededKernels(), shipped.plugin()],
      rolldownOptions: { output: { comments: { legal: false } } },
    },
  }),
});
