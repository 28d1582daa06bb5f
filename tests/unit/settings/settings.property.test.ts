import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { LANGUAGE_TAGS } from '../../../src/i18n/languages.ts';
import {
  BACKEND_CHOICES,
  DEFAULT_SETTINGS,
  LABEL_LANGUAGES,
  LABEL_SIZES,
  PALETTES,
  parseSettings,
  type Settings,
  VIDEO_RATES,
} from '../../../src/settings/schema.ts';
import { exportSettings, importSettings } from '../../../src/settings/settings-file.ts';
import { blockHost, hostsOfFrame, isBlocked, normalizeHost } from '../../../src/settings/site-rules.ts';
import { createSettingsStore } from '../../../src/settings/store.ts';
import { hostFrom } from '../../../src/ui/options/host-from.ts';
import { HUGE, hostileJson, hostileValue, isPolluted } from '../support/hostile.ts';

const soundSettings: fc.Arbitrary<Settings> = fc.record({
  enabled: fc.boolean(),
  mode: fc.constantFrom('automatic', 'on-request'),
  blockedHosts: fc.array(fc.domain(), { maxLength: 5 }),
  leastConfidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  labelStyle: fc.constantFrom('emoji', 'word', 'both'),
  showBoxes: fc.boolean(),
  labelLanguage: fc.constantFrom(...LABEL_LANGUAGES),
  labelSize: fc.constantFrom(...LABEL_SIZES),
  palette: fc.constantFrom(...PALETTES),
  readImages: fc.boolean(),
  readBackgrounds: fc.boolean(),
  readCanvases: fc.boolean(),
  readVideos: fc.boolean(),
  videoRate: fc.constantFrom(...VIDEO_RATES),
  countOnButton: fc.boolean(),
  rememberedReadings: fc.integer({ min: 0, max: 20_000 }),
  backend: fc.constantFrom(...BACKEND_CHOICES),
});
const NAMES = Object.keys(DEFAULT_SETTINGS).sort();

function expectSound(settings: Settings): void {
  expect(Object.keys(settings).sort()).toEqual(NAMES);
  expect(parseSettings(settings)).toEqual(settings);
  expect(['browser', ...LANGUAGE_TAGS]).toContain(settings.labelLanguage);
}

afterAll(() => expect(isPolluted()).toBe(false));

describe('settings', () => {
  it('that are sound are read as they are', () => {
    fc.assert(
      fc.property(soundSettings, (settings) => void expect(parseSettings(settings)).toEqual(settings)),
    );
  });

  it('lose the one field that is broken, and no other', () => {
    fc.assert(
      fc.property(soundSettings, fc.constantFrom(...NAMES), hostileValue, (settings, name, value) => {
        const read = parseSettings({ ...settings, [name]: value });
        expectSound(read);
        expect({ ...read, [name]: 0 }).toEqual({ ...settings, [name]: 0 });
      }),
    );
  });

  it('are the defaults where what is stored is no settings at all', () => {
    for (const stored of [HUGE, [HUGE], Symbol('x'), () => 1, Object.create(null), new Proxy({}, {})])
      expect(parseSettings(stored)).toEqual(DEFAULT_SETTINGS);
  });
});

describe('a file of settings', () => {
  it('gives back what was put in', () => {
    fc.assert(
      fc.property(soundSettings, (settings) => {
        expect(importSettings(exportSettings(settings))).toEqual({ ok: true, settings, leftOut: [] });
      }),
    );
  });

  it('of any text is taken in whole, or refused by name', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      hostileJson.map((settings) => JSON.stringify({ format: 'mien-settings', version: 1, settings })),
      fc
        .tuple(soundSettings, hostileJson)
        .map(([settings, evil]) =>
          exportSettings(settings).replace('{', `{"__proto__": ${JSON.stringify(evil)},`),
        ),
      fc.tuple(soundSettings, fc.nat(), fc.nat()).map(([settings, from, length]) => {
        const whole = exportSettings(settings);
        return whole.slice(0, from % whole.length) + whole.slice((from % whole.length) + (length % 9));
      }),
    );
    fc.assert(
      fc.property(text, (content) => {
        const imported = importSettings(content);
        if (imported.ok) expectSound(imported.settings);
        else expect(['not-settings', 'newer-version']).toContain(imported.problem);
      }),
      { numRuns: 300 },
    );
  });

  it('without end, or nested without end, is refused', () => {
    for (const text of [HUGE, '['.repeat(100_000), `{"format":"${HUGE}"}`])
      expect(importSettings(text)).toEqual({ ok: false, problem: 'not-settings' });
  });
});

describe('the store', () => {
  beforeEach(() => fakeBrowser.reset());

  it('reads sound settings whatever lies in it, and stores sound ones', async () => {
    await fc.assert(
      fc.asyncProperty(hostileJson, soundSettings, async (stored, change) => {
        fakeBrowser.reset();
        await browser.storage.local.set({ settings: stored });
        const store = createSettingsStore(1, {});
        expectSound(await store.read());
        expect(await store.update(change)).toEqual(change);
        expect(await store.read()).toEqual(change);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a site rule', () => {
  it('is made of any text or of none, and then holds for its own host', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.domain(),
      fc.webUrl(),
      fc.ipV4(),
      fc.domain().map((name) => `*.${name}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const host = hostFrom(text);
        if (host === undefined) return;
        expect(host).toBe(normalizeHost(host));
        expect(host).not.toMatch(/[\s/%@]/);
        expect(isBlocked(host, blockHost(host, []))).toBe(true);
        expect(hostFrom(host)).toBe(host);
      }),
      { numRuns: 500 },
    );
  });

  it('and a frame of any address never throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (hostname, origin, around) => {
        const hosts = hostsOfFrame({ hostname, origin }, around);
        expect(hosts.every((host) => host !== '')).toBe(true);
        expect(isBlocked(hostname, hosts)).toBe(hosts.length > 0 && normalizeHost(hostname) !== '');
      }),
      {
        examples: [
          ['a..', '', []],
          ['! .', '', []],
        ],
      },
    );
  });
});
