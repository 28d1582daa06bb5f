import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifest: {
    name: 'Mien',
    description: 'Reads the expressions that faces show on any web page, on your own machine.',
    minimum_chrome_version: '120',
    permissions: ['contextMenus', 'offscreen', 'scripting', 'storage'],
    host_permissions: ['<all_urls>'],
  },
  vite: () => ({
    plugins: [preact()],
    worker: {
      format: 'es',
      rolldownOptions: { output: { comments: { legal: false } } },
    },
  }),
});
