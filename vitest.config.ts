import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { findChromium } from './scripts/lib/find-chromium.ts';
import { readLocaleFile } from './tests/setup/locale-files.ts';

const executablePath = findChromium();
/** Unit and DOM tests run outside an extension and are given its texts. */
const spoken = {
  setupFiles: ['tests/setup/english.ts', 'tests/setup/patience.ts'],
  provide: { english: await readLocaleFile('en') },
};

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          ...spoken,
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        plugins: [preact()],
        // Named here, because one that is found only while tests run reloads the page under them.
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgl',
            '@tensorflow/tfjs-backend-webgpu',
            '@tensorflow/tfjs-core',
            'axe-core',
            'idb',
            'preact',
            'preact/hooks',
            'preact/jsx-dev-runtime',
            'preact/test-utils',
            'valibot',
          ],
        },
        test: {
          ...spoken,
          name: 'dom',
          testTimeout: 30_000,
          include: ['tests/dom/**/*.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath && { executablePath }),
                // WebGPU is given to a machine without a GPU only when asked for, computed by the processor.
                args: ['--no-sandbox', '--disable-quic', '--enable-unsafe-webgpu'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'extension',
          include: ['tests/extension/**/*.test.ts'],
          environment: 'node',
          // As long as everything else is waited for; Vitest's own second is over on a busy machine.
          expect: { poll: { timeout: 30_000 } },
          // One Chromium at a time: two of them on two cores only wait for each other.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
