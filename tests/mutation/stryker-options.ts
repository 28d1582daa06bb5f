import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Stryker } from '@stryker-mutator/core';
import { LEAST_KILLED, LEFT_OUT, MUTATED_FOLDERS, type MutatedFolder } from './plan.ts';

type StrykerOptions = ConstructorParameters<typeof Stryker>[0];

/** Where what is kept between runs lies, and the reports: `.cache/mutation/engine.html` and so on. */
const CACHE = join('.cache', 'mutation');

/** Files of the repository that no unit test of these folders reads; the copy that Stryker works on does without them. */
const NOT_COPIED = ['.output', '.cache', 'docs', 'training', 'bench/results', 'tests/extension', 'tests/dom'];

/**
 * The folder that a path lies in, under `src`: `engine` of `engine/formats`.
 *
 * @throws where that is not one that is mutated
 */
export function mutatedFolderOf(path: string): MutatedFolder {
  const folder = MUTATED_FOLDERS.find((name) => path === name || path.startsWith(`${name}/`));
  if (folder !== undefined) return folder;
  throw new Error(`"${path}" is in none of the folders that are mutated: ${MUTATED_FOLDERS.join(', ')}.`);
}

/** The files of a folder, a part of it, or a file, as a glob. */
export function mutatedFiles(path: string): string {
  return path.endsWith('.ts') ? `src/${path}` : `src/${path}/**/*.ts`;
}

/**
 * How Stryker mutates a folder, a part of it, or a file. What is known from earlier runs of the same folder is kept.
 *
 * @param path under `src`; may be a glob
 */
export function strykerOptions(path: string): StrykerOptions {
  const folder = mutatedFolderOf(path);
  const report = (ending: string) => join(CACHE, `${folder}.${ending}`);
  const leftOut = Object.keys(LEFT_OUT).filter((left) => left.startsWith(`src/${folder}/`));
  return {
    mutate: [mutatedFiles(path), ...leftOut.map((left) => `!${left}`)],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'tests/mutation/vitest.config.ts', related: true },
    coverageAnalysis: 'perTest',
    // Types are checked elsewhere, and what Stryker does to them needs an older TypeScript than ours.
    disableTypeChecks: false,
    tsconfigFile: 'none.json',
    concurrency: Math.min(2, availableParallelism()),
    ignorePatterns: NOT_COPIED,
    tempDirName: join(CACHE, 'sandbox'),
    incremental: true,
    incrementalFile: report('incremental.json'),
    reporters: ['clear-text', 'html', 'json'],
    clearTextReporter: { allowColor: false, reportTests: false, logTests: false, reportMutants: false },
    htmlReporter: { fileName: report('html') },
    jsonReporter: { fileName: report('json') },
    // `scripts/mutation.ts` counts what was asked for; Stryker counts what it knows from earlier runs as well.
    thresholds: { high: 90, low: LEAST_KILLED, break: null },
    warnings: false,
    // A mutant that makes a loop endless is killed by its time, which is ample: a busy machine must not kill any.
    timeoutMS: 15_000,
    timeoutFactor: 3,
  };
}
