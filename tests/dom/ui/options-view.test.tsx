import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Correction } from '../../../src/corrections/correction.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import { OptionsView, type OptionsViewProps } from '../../../src/ui/options/OptionsView.tsx';
import '../../../src/ui/options/options.css';
import { expectAccessible, show } from './render.tsx';

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const correction = (id: string): Correction => ({
  id,
  at: 1_700_000_000_000,
  label: 'sadness',
  said: 'neutral',
  uncertain: true,
  scores: { neutral: 0.6, sadness: 0.4 },
  models: { detector: 'd', classifier: 'c' },
});

const props = (some: Partial<OptionsViewProps> = {}): OptionsViewProps => ({
  settings: { ...DEFAULT_SETTINGS, blockedHosts: ['news.example', `${'long-name.'.repeat(12)}example`] },
  shortcuts: [
    { name: 'open-viewer', description: 'Open the viewer', keys: 'Alt+Shift+M' },
    { name: 'another', description: 'Another', keys: '' },
  ],
  corrections: {
    corrections: [correction('a'), { ...correction('b'), crop: PIXEL }],
    onRemove: () => {},
    onClear: () => {},
    onExport: () => {},
  },
  onChange: () => {},
  onClearReadings: async () => 0,
  onEditShortcuts: () => {},
  onExport: () => {},
  onImport: async () => ({ ok: false, problem: 'not-settings' }),
  onReset: async () => {},
  ...some,
});

afterEach(() => {
  document.documentElement.dir = 'ltr';
});

describe('the options page', () => {
  it.each(['ltr', 'rtl'])('is accessible in every appearance, %s', async (direction) => {
    document.documentElement.dir = direction;
    const corrections = { ...props().corrections, problem: 'Not read.' };
    const { root } = show(<OptionsView {...props({ problem: 'Not kept.', corrections })} />);
    await expectAccessible(root);
  });

  it.each(['ltr', 'rtl'])('cuts nothing off where it is narrow, %s', async (direction) => {
    document.documentElement.dir = direction;
    await page.viewport(360, 800);
    const { root } = show(<OptionsView {...props()} />);
    expect(root.scrollWidth).toBeLessThanOrEqual(360);
  });

  it('moves the knob of a switch to the end of its line in either direction', () => {
    const knob = () => {
      const { root } = show(<OptionsView {...props()} />);
      const input = root.querySelector('.switch input:checked') as Element;
      return Number.parseFloat(getComputedStyle(input, '::before').translate);
    };
    expect(knob()).toBeGreaterThan(0);
    document.documentElement.dir = 'rtl';
    expect(knob()).toBeLessThan(0);
  });

  it('does not say that there are no corrections where they could not be read', () => {
    const corrections = { ...props().corrections, corrections: [] };
    const { root } = show(<OptionsView {...props({ corrections })} />);
    expect(root.textContent).toContain('None.');
    const broken = { ...corrections, problem: 'They could not be read.' };
    const { root: other } = show(<OptionsView {...props({ corrections: broken })} />);
    expect(other.querySelector('[role="alert"]')?.textContent).toBe('They could not be read.');
    expect(other.textContent).not.toContain('None.');
  });

  it('asks for the change that was made, and no other', () => {
    const onChange = vi.fn();
    const { root } = show(<OptionsView {...props({ onChange })} />);
    root.querySelector<HTMLInputElement>('input[value="colour-safe"]')?.click();
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ palette: 'colour-safe' });
  });
});
