import { storage } from 'wxt/utils/storage';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION, type SettingsMigrations } from './migrations.ts';
import { parseSettings, type Settings } from './schema.ts';

/** What to change: the fields themselves, or a function of the settings as they are at that moment. */
export type SettingsChange = Partial<Settings> | ((current: Settings) => Partial<Settings>);

export interface SettingsStore {
  /** The settings as they are stored; what is missing or broken is its default. */
  read(): Promise<Settings>;
  /** Changes only the fields that are given; changes made in one context never overtake each other. */
  update(change: SettingsChange): Promise<Settings>;
  /**
   * Calls back with the current settings and again after every change, until `signal` aborts. Resolves after the
   * first call; rejects where the storage cannot be read.
   */
  watch(signal: AbortSignal, callback: (settings: Settings) => void): Promise<void>;
}

/** A page script that an update of the extension has orphaned has no storage left to stop watching. */
function stopQuietly(stop: () => void): void {
  try {
    stop();
  } catch {
    // Nothing is watched any more: that is what was wanted.
  }
}

/** Settings in `storage.local`, which content scripts may read too. */
export function createSettingsStore(version: number, migrations: SettingsMigrations): SettingsStore {
  const item = storage.defineItem<unknown>('local:settings', { version, migrations });
  const read = async () => parseSettings(await item.getValue());
  let lastUpdate: Promise<unknown> = Promise.resolve();

  async function apply(change: SettingsChange): Promise<Settings> {
    const current = await read();
    const next = parseSettings({ ...current, ...(typeof change === 'function' ? change(current) : change) });
    await item.setValue(next);
    return next;
  }

  return {
    read,
    update(change) {
      const update = lastUpdate.then(() => apply(change));
      // The next change must not fail because this one did; its caller is told through `update`.
      lastUpdate = update.catch(() => undefined);
      return update;
    },
    async watch(signal, callback) {
      if (signal.aborted) return;
      let toldOfChange = false;
      const stop = item.watch((stored) => {
        toldOfChange = true;
        callback(parseSettings(stored));
      });
      signal.addEventListener('abort', () => stopQuietly(stop), { once: true });
      const current = await read();
      // A change that came meanwhile is newer than what was read.
      if (!toldOfChange && !signal.aborted) callback(current);
    },
  };
}

export const {
  read: readSettings,
  update: updateSettings,
  watch: watchSettings,
} = createSettingsStore(SETTINGS_VERSION, SETTINGS_MIGRATIONS);
