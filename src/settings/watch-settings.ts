import { browser } from 'wxt/browser';
import { parseSettings, type Settings } from './schema.ts';

/**
 * Where the settings lie in `storage.local`. Page scripts follow them here and not through the library that `store.ts`
 * writes and migrates with, which would cost every page 3 kB more.
 */
export const SETTINGS_KEY = 'settings';

/** A page script that an update of the extension has orphaned has no storage left to stop watching. */
function stopQuietly(stop: () => void): void {
  try {
    stop();
  } catch {
    // Nothing is watched any more: that is what was wanted.
  }
}

/**
 * Calls back with the current settings and again after every change, until `signal` aborts. Resolves after the first
 * call; rejects where the storage cannot be read. What an older version stored is told again once it is migrated,
 * which is the background's first deed.
 */
export async function watchSettings(
  signal: AbortSignal,
  callback: (settings: Settings) => void,
): Promise<void> {
  if (signal.aborted) return;
  let toldOfChange = false;
  const follow = (changes: Record<string, { newValue?: unknown }>) => {
    const change = changes[SETTINGS_KEY];
    if (change === undefined) return;
    toldOfChange = true;
    callback(parseSettings(change.newValue));
  };
  const { local } = browser.storage;
  local.onChanged.addListener(follow);
  signal.addEventListener('abort', () => stopQuietly(() => local.onChanged.removeListener(follow)), {
    once: true,
  });
  const stored = await local.get(SETTINGS_KEY);
  // A change that came meanwhile is newer than what was read.
  if (!toldOfChange && !signal.aborted) callback(parseSettings(stored[SETTINGS_KEY]));
}
