import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, parseSettings } from '../../../src/settings/schema.ts';

describe('stored settings', () => {
  it('become the defaults where nothing is stored', () => {
    expect(parseSettings(undefined)).toEqual(DEFAULT_SETTINGS);
    expect(parseSettings([1, 2])).toEqual(DEFAULT_SETTINGS);
  });

  it('lose only the field that is broken', () => {
    const stored = { ...DEFAULT_SETTINGS, mode: 'on-request', leastConfidence: 7, labelStyle: 'emoji' };
    expect(parseSettings(stored)).toEqual({ ...DEFAULT_SETTINGS, mode: 'on-request', labelStyle: 'emoji' });
  });

  it.each(Object.keys(DEFAULT_SETTINGS))(
    'have their default for %s where an empty text is stored',
    (name) => {
      expect(parseSettings({ ...DEFAULT_SETTINGS, [name]: '' })).toEqual(DEFAULT_SETTINGS);
    },
  );

  it('keep every good host of a list that holds broken ones', () => {
    const stored = { blockedHosts: ['example.org', 7, '', null, 'x'.repeat(254), 'news.example'] };
    expect(parseSettings(stored).blockedHosts).toEqual(['example.org', 'news.example']);
  });

  it('become sound settings, whatever is stored', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ blockedHosts: fc.anything(), enabled: fc.anything() }),
    );
    fc.assert(
      fc.property(anything, (stored) => {
        const settings = parseSettings(stored);
        expect(Object.keys(settings).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
        expect(parseSettings(settings)).toEqual(settings);
      }),
    );
  });
});
