import * as v from 'valibot';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION, type SettingsMigrations } from './migrations.ts';
import { parseSettings, type Settings, settingsSchema } from './schema.ts';

/** How a file of settings says what it is. */
const FORMAT = 'mien-settings';

const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  settings: v.record(v.string(), v.unknown()),
});

export type ImportProblem = 'not-settings' | 'newer-version';

export type ImportedSettings =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** Names of settings that were in the file and could not be taken over: each keeps its default. */
      readonly leftOut: readonly string[];
    }
  | { readonly ok: false; readonly problem: ImportProblem };

/** The settings as a file that can be read by a person and taken in again. */
export function exportSettings(settings: Settings, version = SETTINGS_VERSION): string {
  return `${JSON.stringify({ format: FORMAT, version, settings }, undefined, 2)}\n`;
}

/** Takes a file of settings in, also one of an older version. Never throws. */
export function importSettings(
  text: string,
  version = SETTINGS_VERSION,
  migrations: SettingsMigrations = SETTINGS_MIGRATIONS,
): ImportedSettings {
  const file = v.safeParse(fileSchema, parseJson(text));
  if (!file.success) return { ok: false, problem: 'not-settings' };
  if (file.output.version > version) return { ok: false, problem: 'newer-version' };
  const stored = migrate(file.output.settings, file.output.version, version, migrations);
  const settings = parseSettings(stored);
  return { ok: true, settings, leftOut: leftOut(stored, settings) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function migrate(stored: unknown, from: number, to: number, migrations: SettingsMigrations): unknown {
  let migrated = stored;
  for (let version = from + 1; version <= to; version += 1) {
    migrated = migrations[version]?.(migrated) ?? migrated;
  }
  return migrated;
}

/** What the file says and the settings do not: values that were broken, and names that nobody knows. */
function leftOut(stored: unknown, settings: Settings): string[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const isKnown = (name: string): name is keyof Settings => Object.hasOwn(settingsSchema.entries, name);
  return Object.entries(stored).flatMap(([name, value]) =>
    isKnown(name) && JSON.stringify(settings[name]) === JSON.stringify(value) ? [] : [name],
  );
}
