import { readdir, readFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright';
import { extensionProcesses } from '../../scripts/lib/extension-processes.ts';

/** Megabytes (of 1024 x 1024 bytes) that belong to the extension and to the GPU process, shared pages by their share. */
export interface MemorySample {
  /** Seconds since the soak began. */
  readonly at: number;
  /** The service worker, the offscreen document and its workers; pages of the extension too, while they are open. */
  readonly extension: number;
  /** The same without what lies in files: of the browser's program, that falls to fewer when other browsers end. */
  readonly own: number;
  readonly gpu: number;
}

/** The proportional set size of processes, in megabytes: in all, and of it what files on disk hold. */
async function memoryOf(pids: readonly number[]): Promise<{ all: number; inFiles: number }> {
  const rollups = pids.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''));
  const texts = await Promise.all(rollups);
  const sum = (line: RegExp) =>
    texts.reduce((megabytes, text) => megabytes + Number(line.exec(text)?.[1] ?? 0) / 1024, 0);
  return { all: sum(/^Pss:\s+(\d+) kB/m), inFiles: sum(/^Pss_File:\s+(\d+) kB/m) };
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
  const { all, inFiles } = await memoryOf(await extensionProcesses(browser));
  return { extension: all, own: all - inFiles, gpu: (await memoryOf(gpu)).all };
}
