import { join } from 'node:path';
import { findProgram, windowsRoots } from './find-program.ts';

const NAMES = ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox.exe'];

function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  return [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...windowsRoots(environment).map((root) => join(root, 'Mozilla Firefox', 'firefox.exe')),
  ];
}

/**
 * The Firefox of this machine: `FIREFOX_PATH`, then the PATH, then each system's usual places.
 *
 * @returns its path, or undefined where there is none
 * @throws where `FIREFOX_PATH` is set and names no program
 */
export function findFirefox(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return findProgram(
    { variable: 'FIREFOX_PATH', names: NAMES, places: usualPlaces(environment) },
    environment,
  );
}
