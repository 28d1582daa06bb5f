import { storage } from 'wxt/utils/storage';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION, type SettingsMigrations } from './migrations.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './schema.ts';
import { SETTINGS_KEY } from './watch-settings.ts';

/** What to change: the fields themselves, or a function of the settings as they are at that moment. */
export type SettingsChange = Partial<Settings> | ((current: Settings) => Partial<Settings>);

export interface SettingsStore {
  /** The settings as they are stored; what is missing or broken is its default. */
  read(): Promise<Settings>;
  /** Changes only the fields that are given; changes made in one context never overtake each other. */
  update(change: SettingsChange): Promise<Settings>;
}

/** Settings in `storage.local`, which content scripts may read too. */
export function createSettingsStore(version: number, migrations: SettingsMigrations): SettingsStore {
  const item = storage.defineItem<unknown>(`local:${SETTINGS_KEY}`, { version, migrations });
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
  };
}

export const { read: readSettings, update: updateSettings } = createSettingsStore(
  SETTINGS_VERSION,
  SETTINGS_MIGRATIONS,
);

/** Settings, and how they were come by. */
export interface FoundSettings {
  readonly settings: Settings;
  /** Why they are the defaults; absent where they are as they are stored. */
  readonly failure?: unknown;
}

/** The settings as they are stored, or the defaults where the browser cannot read its storage. Never rejects. */
export async function findSettings(): Promise<FoundSettings> {
  try {
    return { settings: await readSettings() };
  } catch (failure) {
    return { settings: DEFAULT_SETTINGS, failure };
  }
}
