import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findFirefox } from '../../../../scripts/lib/find-firefox.ts';
import { type BidiConnection, connectBidi } from './bidi-connection.ts';

/** The extension as `npm run build:firefox` leaves it. */
const BUILT_FOR_FIREFOX = resolve('.output', 'firefox-mv3');

/** Milliseconds in which the browser has to come up, and to go away. */
const DEADLINE = { start: 60_000, end: 10_000 };

/** The extension's address would else be another in each profile. */
const EXTENSION_HOST = '6d69656e-0000-4000-8000-000000000000';

type Preference = string | number | boolean;

export interface RunningFirefox {
  readonly bidi: BidiConnection;
  /** Address of a page of the extension. */
  extensionUrl(path: string): string;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

async function makeProfile(preferences: Readonly<Record<string, Preference>>): Promise<string> {
  const manifest = JSON.parse(await readFile(join(BUILT_FOR_FIREFOX, 'manifest.json'), 'utf8'));
  const { id } = manifest.browser_specific_settings.gecko;
  const all = { 'extensions.webextensions.uuids': JSON.stringify({ [id]: EXTENSION_HOST }), ...preferences };
  const profile = await mkdtemp(join(tmpdir(), 'mien-firefox-'));
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  return profile;
}

/** The address that Firefox prints once it listens. */
function whereItListens(browser: ChildProcess): Promise<string> {
  const { promise, resolve: found, reject } = Promise.withResolvers<string>();
  let said = '';
  browser.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const [, url] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said) ?? [];
    if (url !== undefined) found(url);
  });
  browser.once('error', reject);
  browser.once('exit', () => reject(new Error(`Firefox ended at once. ${said}`)));
  setTimeout(() => reject(new Error(`Firefox did not start in time. ${said}`)), DEADLINE.start).unref();
  return promise;
}

async function end(browser: ChildProcess, bidi: BidiConnection | undefined): Promise<void> {
  if (browser.exitCode !== null) return;
  const ended = new Promise((done) => browser.once('exit', done));
  const timer = setTimeout(() => browser.kill('SIGKILL'), DEADLINE.end);
  // The answer may be lost with the browser; one that cannot be spoken to is ended from outside.
  if (bidi === undefined) browser.kill();
  else await bidi.send('browser.close', {}).catch(() => undefined);
  await ended;
  clearTimeout(timer);
}

/**
 * Starts a headless Firefox with the built extension in it, in a fresh profile.
 *
 * @param preferences of `about:config`, beside those by which Firefox under automation speaks to nobody
 * @throws where there is no Firefox, or no extension has been built for it
 */
export async function launchFirefox(
  preferences: Readonly<Record<string, Preference>> = {},
): Promise<RunningFirefox> {
  const program = findFirefox();
  if (program === undefined) throw new Error('No Firefox was found on this machine.');
  if (!existsSync(join(BUILT_FOR_FIREFOX, 'manifest.json')))
    throw new Error(`No built extension in ${BUILT_FOR_FIREFOX}: run "npm run build:firefox" first.`);
  const profile = await makeProfile(preferences);
  // System access lets a test open pages of the extension, and click in the browser's own menus.
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'];
  const browser = spawn(program, [...args, '--remote-allow-system-access', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let bidi: BidiConnection | undefined;
  const close = async () => {
    await end(browser, bidi);
    bidi?.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    bidi = await connectBidi(`${await whereItListens(browser)}/session`);
    await bidi.send('session.new', { capabilities: {} });
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path: BUILT_FOR_FIREFOX } });
    return { bidi, extensionUrl: (path) => `moz-extension://${EXTENSION_HOST}/${path}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
