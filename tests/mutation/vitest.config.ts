import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { readLocaleFile } from '../setup/locale-files.ts';
import { CheapFirst } from './cheap-first.ts';

const folder = process.env.MIEN_MUTATED_FOLDER;

/** The unit tests of the one folder that is being mutated, as Stryker runs them. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  plugins: [WxtVitest()],
  test: {
    setupFiles: ['tests/setup/english.ts'],
    provide: { english: await readLocaleFile('en') },
    include: [`tests/unit/${folder}/**/*.test.ts`],
    environment: 'node',
    // A mutant for which a test waits for ever fails that test; were it left to Stryker, the whole runner would start anew.
    testTimeout: folder === 'vision' ? 30_000 : 12_000,
    sequence: { sequencer: CheapFirst },
  },
});
