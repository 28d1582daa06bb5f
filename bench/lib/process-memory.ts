import { readFile } from 'node:fs/promises';

/** What a process holds itself or has put into memory to share; the files that all processes map are left out. */
export const OWN = ['RssAnon', 'RssShmem'];
/** The most that it has held, and what it holds. */
export const PEAK = ['VmHWM'];
export const NOW = ['VmRSS'];

/** The sum of some lines of `/proc/PROCESS/status`, in megabytes; 0 where there is no such file, as off Linux. */
export async function megabytesOf(process: number, fields: readonly string[]): Promise<number> {
  const status = await readFile(`/proc/${process}/status`, 'utf8').catch(() => '');
  const kilobytes = fields.map((field) =>
    Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}
