import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, parseSettings } from '../../src/settings/schema.ts';

describe('stored settings', () => {
  it('become the defaults where nothing is stored', () => {
    expect(parseSettings(undefined)).toEqual(DEFAULT_SETTINGS);
    expect(parseSettings([1, 2])).toEqual(DEFAULT_SETTINGS);
  });

  it('lose only the field that is broken', () => {
    const stored = { ...DEFAULT_SETTINGS, mode: 'on-request', leastConfidence: 7, labelStyle: 'emoji' };
    expect(parseSettings(stored)).toEqual({ ...DEFAULT_SETTINGS, mode: 'on-request', labelStyle: 'emoji' });
  });
});
