import { readdir, readFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright';
import { extensionProcesses } from '../../scripts/lib/extension-processes.ts';

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

async function sumOf(pids: readonly number[]): Promise<number> {
  return (await Promise.all(pids.map(pssOf))).reduce((sum, each) => sum + each, 0);
}

/** Whether this system tells what memory belongs to a process: Linux does. */
export async function canMeasureMemory(): Promise<boolean> {
  const entries: readonly string[] = await readdir('/proc').catch(() => []);
  return entries.includes('self');
}

/** What the browser's processes hold now. */
export async function sampleMemory(browser: CDPSession): Promise<Omit<MemorySample, 'at'>> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const gpu = processInfo.filter(({ type }) => type === 'GPU').map(({ id }) => id);
  return { extension: await sumOf(await extensionProcesses(browser)), gpu: await sumOf(gpu) };
}
