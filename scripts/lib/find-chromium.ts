import { join } from 'node:path';
import { findProgram, windowsRoots } from './find-program.ts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];

function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  return [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/snap/bin/chromium',
    ...windowsRoots(environment).flatMap((root) => [
      join(root, 'Chromium', 'Application', 'chrome.exe'),
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
  ];
}

/**
 * The Chromium, Chrome or Edge of this machine: `CHROME_PATH`, then the PATH, then each system's usual places.
 *
 * @returns its path, or undefined where there is none
 * @throws where `CHROME_PATH` is set and names no program
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return findProgram(
    { variable: 'CHROME_PATH', names: NAMES, places: usualPlaces(environment) },
    environment,
  );
}
