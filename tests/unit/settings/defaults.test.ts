import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS, parseSettings } from '../../../src/settings/schema.ts';
import { importSettings } from '../../../src/settings/settings-file.ts';
import { blockHost } from '../../../src/settings/site-rules.ts';
import { watchSettings } from '../../../src/settings/watch-settings.ts';

beforeEach(() => fakeBrowser.reset());

describe('where nothing was ever chosen', () => {
  it('images, backgrounds and drawings are read as they come, with boxes and labels; videos are not', () => {
    expect(parseSettings(undefined)).toMatchObject({
      enabled: true,
      mode: 'automatic',
      backend: 'automatic',
      blockedHosts: [],
      labelStyle: 'both',
      showBoxes: true,
      labelLanguage: 'browser',
      labelSize: 'medium',
      palette: 'standard',
      leastConfidence: 0,
      countOnButton: true,
      readImages: true,
      readBackgrounds: true,
      readCanvases: true,
      readVideos: false,
      rememberedReadings: 2000,
    });
  });

  it.each([
    ['mode', ['automatic', 'on-request']],
    ['backend', ['automatic', 'webgpu', 'webgl', 'wasm', 'cpu']],
    ['labelStyle', ['emoji', 'word', 'both']],
    ['labelSize', ['small', 'medium', 'large']],
    ['palette', ['standard', 'colour-safe']],
  ] as const)('"%s" may be any of %j', (name, values) => {
    for (const value of values) expect(parseSettings({ [name]: value })[name]).toBe(value);
  });
});

describe('a file of settings', () => {
  const file = (settings: unknown, version = 1) =>
    JSON.stringify({ format: 'mien-settings', version, settings });

  it('that a migration turns into nonsense is taken for the defaults, with nothing left out', () => {
    const imported = importSettings(file({ showBoxes: false }), 2, { 2: () => 'nonsense' });
    expect(imported).toEqual({ ok: true, settings: DEFAULT_SETTINGS, leftOut: [] });
  });

  it('passes by versions that changed nothing', () => {
    const migrations = { 3: (stored: unknown) => ({ ...(stored as object), showBoxes: false }) };
    expect(importSettings(file({}), 4, migrations)).toMatchObject({ settings: { showBoxes: false } });
  });

  it('of this version is migrated no more', () => {
    const migrate = vi.fn((stored: unknown) => stored);
    importSettings(file({}, 2), 3, { 1: migrate, 2: migrate });
    expect(migrate).not.toHaveBeenCalled();
  });
});

it.each(['', ' ', '.'])('no rule is made of %j', (host) => {
  expect(blockHost(host, ['a.test'])).toEqual(['a.test']);
});

it('a host is taken without the spaces around it', () => {
  expect(blockHost('  Example.org. ', [])).toEqual(['example.org']);
});

describe('watching the settings', () => {
  it('does nothing where it is told to stop before it has begun', async () => {
    const listened = vi.spyOn(fakeBrowser.storage.local.onChanged, 'addListener');
    const told = vi.fn();
    await watchSettings(AbortSignal.abort(), told);
    expect(told).not.toHaveBeenCalled();
    expect(listened).not.toHaveBeenCalled();
    listened.mockRestore();
  });
});
