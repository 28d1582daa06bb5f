import { existsSync, readFileSync } from 'node:fs';
import { findChromium } from './find-chromium.ts';
import { runProgram } from './run-program.ts';

const HOW_TO_GET_ONE =
  'Mien needs Chromium, Chrome or Edge and found none: install one (Debian: apt install chromium), or set CHROME_PATH to its program.';

/** True on Debian, Ubuntu and their children. */
export function isDebian(osRelease: string): boolean {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease);
}

function mayInstall(): boolean {
  const release = '/etc/os-release';
  return process.getuid?.() === 0 && existsSync(release) && isDebian(readFileSync(release, 'utf8'));
}

/**
 * Finds a browser; as root on Debian or Ubuntu, where there is none, it installs Chromium.
 *
 * @returns the path of its program
 * @throws with a sentence that says how to get one
 */
export async function provideBrowser(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  if (mayInstall()) {
    console.log('No browser was found; installing Chromium.');
    await runProgram('apt-get', ['update', '-qq']);
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(HOW_TO_GET_ONE);
}
