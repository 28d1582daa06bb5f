import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/settings/schema.ts';
import type { SettingsChange } from '../../../src/settings/store.ts';
import { PopupView, type PopupViewProps } from '../../../src/ui/popup/PopupView.tsx';
import { emulateMedia, expectAccessible, show } from './render.tsx';
import { openPage, popupProps } from './samples.ts';

const applied = (change: SettingsChange, settings: Settings) =>
  typeof change === 'function' ? change(settings) : change;

function switchNamed(root: Element, name: string): HTMLInputElement {
  const label = [...root.querySelectorAll('label')].find((one) => one.textContent?.startsWith(name));
  return label?.querySelector('input') as HTMLInputElement;
}

describe('the popup', () => {
  const forbidden = {
    access: { kind: 'forbidden', reason: 'chrome://' } as const,
    state: openPage({}).state,
  };

  it.each<[string, Partial<PopupViewProps>]>([
    ['at work', {}],
    ['idle', { page: openPage({}), engine: undefined }],
    ['switched off', { settings: { ...DEFAULT_SETTINGS, enabled: false }, problem: 'Not kept.' }],
    ['where no extension may run', { page: forbidden, host: undefined }],
  ])('is accessible %s', async (_when, props) => {
    const { root } = show(<PopupView {...popupProps(props)} />);
    for (const details of root.querySelectorAll('details')) details.open = true;
    await expectAccessible(root);
  });

  it('is 360 pixels wide with nothing cut off, also for a long host', async () => {
    const host = `${'very-long-name-of-a-host.'.repeat(6)}example`;
    await page.viewport(360, 600);
    const { root } = show(<PopupView {...popupProps({ host })} />);
    expect(root.clientWidth).toBe(360);
    expect(root.scrollWidth).toBeLessThanOrEqual(360);
    for (const input of root.querySelectorAll('input, select, button')) {
      expect(input.getBoundingClientRect().right).toBeLessThanOrEqual(350);
    }
  });

  it('is reached by keyboard from top to bottom', async () => {
    const { root } = show(<PopupView {...popupProps()} />);
    const reached: (string | null)[] = [];
    for (let i = 0; i < 15; i++) {
      await userEvent.tab();
      const { activeElement } = document;
      reached.push(
        activeElement?.getAttribute('role') ??
          activeElement?.getAttribute('type') ??
          activeElement?.tagName ??
          null,
      );
    }
    expect(reached).toEqual([
      'switch',
      'switch',
      // The two expressions that some face shows, and the button below them.
      'button',
      'button',
      'button',
      // What failed, and what can be taken along.
      'SUMMARY',
      'SUMMARY',
      'radio',
      'radio',
      'range',
      'switch',
      'switch',
      'SUMMARY',
      // The viewer and all settings.
      'button',
      'button',
    ]);
    expect(root.contains(document.activeElement)).toBe(true);
  });

  it('moves nothing for those who want no motion', async () => {
    const { root } = show(<PopupView {...popupProps()} />);
    const durations = () =>
      new Set([...root.querySelectorAll('*')].map((node) => getComputedStyle(node).transitionDuration));
    expect(durations().size).toBeGreaterThan(1);
    await emulateMedia({ 'prefers-reduced-motion': 'reduce' });
    expect([...durations()].flatMap((list) => list.split(', ')).filter((time) => time !== '0s')).toEqual([]);
  });

  it('follows light and dark', async () => {
    show(<PopupView {...popupProps()} />);
    const colour = async (scheme: string) => {
      await emulateMedia({ 'prefers-color-scheme': scheme });
      return getComputedStyle(document.body).backgroundColor;
    };
    expect(await colour('light')).not.toBe(await colour('dark'));
  });
});

describe('the switches', () => {
  it('switch everything', async () => {
    const onChange = vi.fn<(change: SettingsChange) => void>();
    const { root } = show(<PopupView {...popupProps({ onChange })} />);
    await userEvent.click(switchNamed(root, 'Read faces'));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ enabled: false });
  });

  it('block and free the host of the page, and leave other rules alone', async () => {
    const onChange = vi.fn<(change: SettingsChange) => void>();
    const blocked = { ...DEFAULT_SETTINGS, blockedHosts: ['other.example', 'news.example'] };
    const free = { ...DEFAULT_SETTINGS, blockedHosts: ['other.example'] };
    const { root, again } = show(<PopupView {...popupProps({ onChange, settings: free })} />);
    expect(switchNamed(root, 'On this site').checked).toBe(true);
    await userEvent.click(switchNamed(root, 'On this site'));
    expect(applied(onChange.mock.lastCall?.[0] ?? {}, free).blockedHosts).toEqual(blocked.blockedHosts);
    again(<PopupView {...popupProps({ onChange, settings: blocked })} />);
    expect(switchNamed(root, 'On this site').checked).toBe(false);
    await userEvent.click(switchNamed(root, 'On this site'));
    expect(applied(onChange.mock.lastCall?.[0] ?? {}, blocked).blockedHosts).toEqual(free.blockedHosts);
  });

  it('say when a rule for a wider domain holds', () => {
    const settings = { ...DEFAULT_SETTINGS, blockedHosts: ['example'] };
    const { root } = show(<PopupView {...popupProps({ settings })} />);
    expect(switchNamed(root, 'On this site').checked).toBe(false);
    expect(root.textContent).toContain('off for all of example');
  });

  it('say when a change was not kept', () => {
    const { root } = show(
      <PopupView {...popupProps({ problem: 'The setting could not be kept. Disk full' })} />,
    );
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('Disk full');
  });
});
