import type { Correction, NewCorrection } from './correction.ts';
import { DATABASE, parseCorrections, type StoredCorrections, withCorrections } from './database.ts';
import { type OldPlace, storageLocal } from './old-place.ts';

/** One more takes the place of the oldest. */
export const MOST_CORRECTIONS = 500;

export interface CorrectionsStore {
  /** The corrections that are kept, the oldest first; what is broken is left out. */
  read(): Promise<readonly Correction[]>;
  /** @param at milliseconds since 1970; now, where it is left out */
  add(given: NewCorrection, at?: number): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
  /** Calls back with the corrections now and after every change, whoever makes it, until `signal` aborts. */
  watch(
    signal: AbortSignal,
    callback: (corrections: readonly Correction[]) => void,
    onFailure: (error: unknown) => void,
  ): void;
}

/** Corrections in a database of the extension's own origin, which no content script can open. */
export function createCorrectionsStore(old: OldPlace): CorrectionsStore {
  const read = () => withCorrections(old, async (stored) => parseCorrections(await stored.getAll()));

  async function change(make: (stored: StoredCorrections) => Promise<void>): Promise<void> {
    await withCorrections(old, make);
    const everyone = new BroadcastChannel(DATABASE);
    everyone.postMessage('changed');
    everyone.close();
  }

  return {
    read,
    add: (given, at = Date.now()) =>
      change(async (stored) => {
        await stored.add({ ...given, id: crypto.randomUUID(), at });
        await dropOldest(stored);
      }),
    remove: (id) =>
      change(async (stored) => {
        const keys = await stored.index('id').getAllKeys(id);
        await Promise.all(keys.map((key) => stored.delete(key)));
      }),
    clear: () => change((stored) => stored.clear()),
    watch: (signal, callback, onFailure) => {
      let asked = 0;
      const tell = async () => {
        asked += 1;
        const own = asked;
        const kept = await read();
        // What was asked for later is newer, and may have come earlier.
        if (own === asked && !signal.aborted) callback(kept);
      };
      const changes = new BroadcastChannel(DATABASE);
      changes.onmessage = () => void tell().catch(onFailure);
      signal.addEventListener('abort', () => changes.close(), { once: true });
      void tell().catch(onFailure);
    },
  };
}

async function dropOldest(stored: StoredCorrections): Promise<void> {
  const tooMany = (await stored.count()) - MOST_CORRECTIONS;
  if (tooMany <= 0) return;
  const oldest = await stored.getAllKeys(undefined, tooMany);
  await Promise.all(oldest.map((key) => stored.delete(key)));
}

export const {
  read: readCorrections,
  add: addCorrection,
  remove: removeCorrection,
  clear: clearCorrections,
  watch: watchCorrections,
} = createCorrectionsStore(storageLocal);
