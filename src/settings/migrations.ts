/** Turns what version n - 1 stored into what version n means; the key is n. */
export type SettingsMigrations = Readonly<Record<number, (stored: unknown) => unknown>>;

/** Counts up whenever a stored value changes its meaning; a new field with a default needs no new version. */
export const SETTINGS_VERSION = 1;

export const SETTINGS_MIGRATIONS: SettingsMigrations = {};
