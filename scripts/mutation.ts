/**
 * Changes the code in small ways and looks whether the unit tests notice: `npm run test:mutation -- settings engine/formats`, or
 * all that is mutated where nothing is named. `--anew` forgets what earlier runs have found. The exit code is 0 where each of
 * these reaches the threshold.
 */
import { matchesGlob, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { LEAST_KILLED, MUTATED_FOLDERS } from '../tests/mutation/plan.ts';
import { mutatedFiles, mutatedFolderOf, strykerOptions } from '../tests/mutation/stryker-options.ts';

const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

const ANEW = '--anew';

const words = process.argv.slice(3);
const named = words.filter((word) => word !== ANEW);
for (const path of named.length > 0 ? named : MUTATED_FOLDERS) {
  // By this `tests/mutation/vitest.config.ts` knows which tests to run.
  process.env.MIEN_MUTATED_FOLDER = mutatedFolderOf(path);
  const all = await new Stryker({ ...strykerOptions(path), force: words.includes(ANEW) }).runMutationTest();
  const asked = all.filter(({ fileName }) => matchesGlob(relative('.', fileName), mutatedFiles(path)));
  const count = (states: readonly string[]) => asked.filter(({ status }) => states.includes(status)).length;
  const [killed, survived] = [count(KILLED), count(SURVIVED)];
  const share = (100 * killed) / (killed + survived);
  if (share < LEAST_KILLED) process.exitCode = 1;
  console.log(`src/${path}: ${killed} of ${killed + survived} mutants killed, ${share.toFixed(1)} %`);
}
