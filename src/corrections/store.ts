import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { type Correction, correctionSchema, type NewCorrection } from './correction.ts';

/** Where they lie in `storage.local`. */
export const CORRECTIONS_KEY = 'corrections';

/** One more takes the place of the oldest. */
export const MOST_CORRECTIONS = 500;

/** The corrections that are kept, the oldest first; what is broken is left out. */
export async function readCorrections(): Promise<readonly Correction[]> {
  const stored = await browser.storage.local.get(CORRECTIONS_KEY);
  return parseCorrections(stored[CORRECTIONS_KEY]);
}

export async function addCorrection(given: NewCorrection, at = Date.now()): Promise<void> {
  const correction: Correction = { ...given, id: crypto.randomUUID(), at };
  await change((kept) => [...kept, correction].slice(-MOST_CORRECTIONS));
}

export async function removeCorrection(id: string): Promise<void> {
  await change((kept) => kept.filter((correction) => correction.id !== id));
}

export async function clearCorrections(): Promise<void> {
  await change(() => []);
}

/** Calls back with the corrections now and after every change, until `signal` aborts. */
export async function watchCorrections(
  signal: AbortSignal,
  callback: (corrections: readonly Correction[]) => void,
): Promise<void> {
  const { onChanged } = browser.storage.local;
  const follow = (changes: Record<string, { newValue?: unknown }>) => {
    const change = changes[CORRECTIONS_KEY];
    if (change !== undefined) callback(parseCorrections(change.newValue));
  };
  onChanged.addListener(follow);
  signal.addEventListener('abort', () => onChanged.removeListener(follow), { once: true });
  const kept = await readCorrections();
  if (!signal.aborted) callback(kept);
}

function parseCorrections(stored: unknown): readonly Correction[] {
  return Array.isArray(stored) ? stored.filter((one) => v.is(correctionSchema, one)) : [];
}

/** Pages and the background may change them at the same time; one waits for the other. */
async function change(make: (kept: readonly Correction[]) => readonly Correction[]): Promise<void> {
  await navigator.locks.request('mien-corrections', async () => {
    const corrections = make(await readCorrections());
    if (corrections.length === 0) await browser.storage.local.remove(CORRECTIONS_KEY);
    else await browser.storage.local.set({ [CORRECTIONS_KEY]: corrections });
  });
}
