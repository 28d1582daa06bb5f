import { readFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright';

/** Chromium marks the renderers that run extensions by this switch. */
const MARK = '--extension-process';

async function switchesOf(pid: number): Promise<string> {
  return await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}

/** The numbers of the processes in which extensions run: service worker, offscreen document and pages. Linux only. */
export async function extensionProcesses(browser: CDPSession): Promise<number[]> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const switches = await Promise.all(renderers.map(switchesOf));
  return renderers.filter((_, at) => switches[at]?.includes(MARK));
}
