import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../../scripts/lib/find-chromium.ts';
import { WELCOME_PAGE } from '../../../scripts/lib/launch-extension.ts';
import { BUILT_EXTENSION } from './launch.ts';

/** Opens a page in front once Mien has opened its own, and closes that. */
function opener(address: string): Record<string, string> {
  const manifest = {
    manifest_version: 3,
    name: 'Opens a page',
    version: '1',
    permissions: ['tabs'],
    background: { service_worker: 'open.js' },
  };
  const open = `const look = async () => {
    const isWelcome = ({ url = '', status }) => url.endsWith('${WELCOME_PAGE}') && status === 'complete';
    const welcome = (await chrome.tabs.query({})).find(isWelcome);
    if (welcome === undefined) return void setTimeout(look, 100);
    await chrome.tabs.create({ url: '${address}' });
    await chrome.tabs.remove(welcome.id);
  };
  look();`;
  return { 'manifest.json': JSON.stringify(manifest), 'open.js': open };
}

function program(): string {
  const executable = findChromium();
  if (executable === undefined) throw new Error('No Chromium was found on this machine.');
  return executable;
}

/** Google's own builds take extensions from DevTools alone. */
export function takesExtensionUnwatched(): boolean {
  return !/Google Chrome/.test(execFileSync(program(), ['--version'], { encoding: 'utf8' }));
}

/**
 * Opens a page in a browser with Mien in it that nobody looks into: under the eyes of DevTools a browser renders no page ahead. What
 * becomes of the page, its server hears.
 *
 * @returns ends the browser
 */
export function openUnwatched(address: string): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mien-unwatched-'));
  for (const [name, content] of Object.entries(opener(address))) writeFileSync(join(folder, name), content);
  const extensions = `${BUILT_EXTENSION},${folder}`;
  const browser = spawn(
    program(),
    [
      ...[
        '--headless=new',
        '--disable-quic',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
      ...['--disable-background-networking', `--user-data-dir=${join(folder, 'profile')}`],
      ...[`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  return async () => {
    const ended = once(browser, 'exit');
    browser.kill();
    if (browser.exitCode === null) await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
