import type { ControlPage } from '../../../scripts/lib/control-page.ts';
import type { Correction } from '../../../src/corrections/correction.ts';

/** The corrections in the extension's database, the oldest first; nothing is changed, and no database made. */
export function keptCorrections({ page }: Pick<ControlPage, 'page'>): Promise<Correction[]> {
  return page.evaluate(async () => {
    const name = 'mien-corrections';
    if (!(await indexedDB.databases()).some((each) => each.name === name)) return [];
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open(name));
    try {
      return await settled<Correction[]>(
        database.transaction('corrections').objectStore('corrections').getAll(),
      );
    } finally {
      database.close();
    }
  });
}

/** Lays corrections where an earlier Mien kept them, as if there had never been a database. */
export async function keepAsBefore(
  { page }: Pick<ControlPage, 'page'>,
  corrections: readonly Correction[],
): Promise<void> {
  await page.evaluate(async (kept) => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('mien-corrections');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
    await chrome.storage.local.set({ corrections: kept });
  }, corrections);
}

/** What lies where an earlier Mien kept them. */
export function correctionsInStorage({ page }: Pick<ControlPage, 'page'>): Promise<unknown> {
  return page.evaluate(async () => (await chrome.storage.local.get('corrections')).corrections);
}
