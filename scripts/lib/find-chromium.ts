import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

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
  const windowsRoots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
  return [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/snap/bin/chromium',
    ...windowsRoots.flatMap((root) =>
      root === undefined
        ? []
        : [
            join(root, 'Chromium', 'Application', 'chrome.exe'),
            join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
            join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
          ],
    ),
  ];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile(); // A folder may be entered, which is the same right.
  } catch {
    return false;
  }
}

/**
 * The Chromium, Chrome or Edge of this machine: `CHROME_PATH`, then the PATH, then each system's usual places.
 *
 * @returns its path, or undefined where there is none
 * @throws where `CHROME_PATH` is set and names no program, because a person who sets it means it
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.CHROME_PATH;
  if (chosen) {
    if (!isProgram(chosen)) throw new Error(`CHROME_PATH names no program: ${chosen}`);
    return chosen;
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...usualPlaces(environment)].find(isProgram);
}
