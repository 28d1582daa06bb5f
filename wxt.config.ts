import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { publicModelFiles } from './scripts/lib/model-files.ts';
import { wasmFiles } from './scripts/lib/wasm-files.ts';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifest: {
    name: 'Mien',
    description: 'Reads the expressions that faces show on any web page, on your own machine.',
    minimum_chrome_version: '120',
    permissions: ['contextMenus', 'offscreen', 'scripting', 'storage'],
    host_permissions: ['<all_urls>'],
    // The default policy and one word more: without it Chromium (since 103) compiles no WebAssembly in an extension.
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'",
    },
  },
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      files.push(...wasmFiles(), ...publicModelFiles());
    },
  },
  vite: () => ({
    plugins: [preact()],
    worker: {
      format: 'es',
      rolldownOptions: { output: { comments: { legal: false } } },
    },
  }),
});
