import { readdir, readFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright';

/** Megabytes (of 1024 x 1024 bytes) that belong to the extension and to the GPU process, shared pages by their share. */
export interface MemorySample {
  /** Seconds since the soak began. */
  readonly at: number;
  /** The service worker, the offscreen document and its workers; pages of the extension too, while they are open. */
  readonly extension: number;
  readonly gpu: number;
}

async function pssOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
}

async function switchesOf(pid: number): Promise<string> {
  return await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}

/** Whether this system tells what memory belongs to a process: Linux does. */
export async function canMeasureMemory(): Promise<boolean> {
  const entries: readonly string[] = await readdir('/proc').catch(() => []);
  return entries.includes('self');
}

/** What the browser's processes hold now. Chromium marks the ones that run extensions. */
export async function sampleMemory(browser: CDPSession): Promise<Omit<MemorySample, 'at'>> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const sums = { extension: 0, gpu: 0 };
  for (const { id, type } of processInfo) {
    if (type === 'GPU') sums.gpu += await pssOf(id);
    if (type !== 'renderer' || !(await switchesOf(id)).includes('--extension-process')) continue;
    sums.extension += await pssOf(id);
  }
  return sums;
}
