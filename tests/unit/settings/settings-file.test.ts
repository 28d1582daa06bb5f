import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/settings/schema.ts';
import { exportSettings, importSettings } from '../../../src/settings/settings-file.ts';

const OTHERS: Settings = {
  ...DEFAULT_SETTINGS,
  mode: 'on-request',
  blockedHosts: ['news.example'],
  leastConfidence: 0.4,
  labelLanguage: 'ja',
  palette: 'colour-safe',
  rememberedReadings: 0,
};

const file = (settings: object, version = 1) =>
  JSON.stringify({ format: 'mien-settings', version, settings });

describe('a file of settings', () => {
  it('gives back what was put into it', () => {
    expect(importSettings(exportSettings(OTHERS))).toEqual({ ok: true, settings: OTHERS, leftOut: [] });
  });

  it('costs a broken value its own setting only, and says which', () => {
    const broken = file({ ...OTHERS, leastConfidence: 17, palette: 'pink' });
    expect(importSettings(broken)).toEqual({
      ok: true,
      settings: { ...OTHERS, leastConfidence: 0, palette: 'standard' },
      leftOut: ['leastConfidence', 'palette'],
    });
  });

  it('may lack settings, and may hold some that nobody knows', () => {
    expect(importSettings(file({ showBoxes: false, __proto__: null, sound: 'loud' }))).toEqual({
      ok: true,
      settings: { ...DEFAULT_SETTINGS, showBoxes: false },
      leftOut: ['sound'],
    });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"format": "mien-settings", '],
    ['a list', '[]'],
    ['something else', '{"name": "a package"}'],
    ['a file without settings', '{"format": "mien-settings", "version": 1}'],
  ])('is refused where it is %s', (_what, text) => {
    expect(importSettings(text)).toEqual({ ok: false, problem: 'not-settings' });
  });

  it('of a version that is yet to come is refused', () => {
    expect(importSettings(file({}, 2))).toEqual({ ok: false, problem: 'newer-version' });
  });

  it('of an older version is brought up step by step', () => {
    const migrations = {
      2: (stored: unknown) => ({ ...(stored as object), leastConfidence: 0.5 }),
      3: (stored: unknown) => ({
        ...(stored as object),
        showBoxes: (stored as Settings).leastConfidence !== 0.5,
      }),
    };
    const imported = importSettings(file({}), 3, migrations);
    expect(imported).toMatchObject({ settings: { leastConfidence: 0.5, showBoxes: false } });
  });
});
