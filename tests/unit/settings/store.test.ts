import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/settings/schema.ts';
import {
  createSettingsStore,
  findSettings,
  readSettings,
  updateSettings,
} from '../../../src/settings/store.ts';
import { watchSettings } from '../../../src/settings/watch-settings.ts';

const store = (settings: unknown) => fakeBrowser.storage.local.set({ settings });

beforeEach(() => fakeBrowser.reset());

describe('the settings store', () => {
  it('are found as they are stored, and where they cannot be read the defaults are, with the reason', async () => {
    await updateSettings({ labelStyle: 'word' });
    expect(await findSettings()).toEqual({ settings: { ...DEFAULT_SETTINGS, labelStyle: 'word' } });
    const failure = new Error('IO error');
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(failure);
    try {
      expect(await findSettings()).toEqual({ settings: DEFAULT_SETTINGS, failure });
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('gives the defaults where nothing is stored', async () => {
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('gives a broken setting its default and keeps the others', async () => {
    await store({ ...DEFAULT_SETTINGS, enabled: 'perhaps', labelStyle: 'word' });
    expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, labelStyle: 'word' });
  });

  it('changes only what it is told to change', async () => {
    await updateSettings({ labelStyle: 'emoji' });
    const after = await updateSettings({ showBoxes: false });
    expect(after).toEqual({ ...DEFAULT_SETTINGS, labelStyle: 'emoji', showBoxes: false });
    expect(await fakeBrowser.storage.local.get('settings')).toEqual({ settings: after });
  });

  it('loses no change of several that are made at once', async () => {
    const add = (host: string) => (current: Settings) => ({ blockedHosts: [...current.blockedHosts, host] });
    await Promise.all(['a.example', 'b.example', 'c.example'].map((host) => updateSettings(add(host))));
    expect((await readSettings()).blockedHosts).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('tells of a change that fails, and makes the next one all the same', async () => {
    const failing = updateSettings(() => {
      throw new Error('no');
    });
    const next = updateSettings({ enabled: false });
    await expect(failing).rejects.toThrow('no');
    expect((await next).enabled).toBe(false);
  });
});

describe('watching the settings', () => {
  it('calls back at once, then on each change, until the signal aborts', async () => {
    const controller = new AbortController();
    const styles: string[] = [];
    await watchSettings(controller.signal, ({ labelStyle }) => styles.push(labelStyle));
    expect(styles).toEqual(['both']);
    await updateSettings({ labelStyle: 'word' });
    await updateSettings({ labelStyle: 'emoji' });
    expect(styles).toEqual(['both', 'word', 'emoji']);
    controller.abort();
    await updateSettings({ labelStyle: 'both' });
    expect(styles).toEqual(['both', 'word', 'emoji']);
  });

  it('tells the defaults again when what is stored is taken away or broken', async () => {
    await store({ ...DEFAULT_SETTINGS, labelStyle: 'word' });
    const styles: string[] = [];
    await watchSettings(new AbortController().signal, ({ labelStyle }) => styles.push(labelStyle));
    await store({ labelStyle: 'shouting' });
    await store({ labelStyle: 'emoji' });
    await fakeBrowser.storage.local.remove('settings');
    expect(styles).toEqual(['word', 'both', 'emoji', 'both']);
  });

  it('never falls back to what it read before a change', async () => {
    const { promise, resolve } = Promise.withResolvers<never>();
    vi.spyOn(fakeBrowser.storage.local, 'get').mockReturnValueOnce(promise as never);
    const seen: boolean[] = [];
    const watching = watchSettings(new AbortController().signal, ({ enabled }) => seen.push(enabled));
    await store({ enabled: false });
    resolve({ settings: { enabled: true } } as never);
    await watching;
    expect(seen).toEqual([false]);
  });

  it('rejects where the storage cannot be read', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(
      new Error('Extension context invalidated.'),
    );
    const watching = watchSettings(new AbortController().signal, () => undefined);
    await expect(watching).rejects.toThrow('invalidated');
  });
});

describe('migration', () => {
  const migrations = {
    2: (stored: unknown) => ({ ...(stored as object), labelStyle: (stored as { label: string }).label }),
    3: (stored: unknown) => ({ ...(stored as object), enabled: (stored as { off?: boolean }).off !== true }),
  };

  it('runs every step between the stored version and this one, once', async () => {
    await store({ label: 'word', off: true });
    expect(await createSettingsStore(3, migrations).read()).toEqual({
      ...DEFAULT_SETTINGS,
      labelStyle: 'word',
      enabled: false,
    });
    expect(await fakeBrowser.storage.local.get('settings$')).toEqual({ settings$: { v: 3 } });
    await createSettingsStore(3, migrations).update({ enabled: true });
    expect((await createSettingsStore(3, migrations).read()).enabled).toBe(true);
  });

  it('leaves a fresh installation alone', async () => {
    const fresh = createSettingsStore(3, migrations);
    await fresh.update({ labelStyle: 'emoji' });
    expect((await createSettingsStore(3, migrations).read()).labelStyle).toBe('emoji');
  });

  it('keeps what can be kept when a step fails', async () => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await store({ ...DEFAULT_SETTINGS, showBoxes: false });
    const broken = createSettingsStore(2, {
      2: () => {
        throw new Error('cannot');
      },
    });
    expect(await broken.read()).toEqual({ ...DEFAULT_SETTINGS, showBoxes: false });
    expect(silenced).toHaveBeenCalledOnce();
    silenced.mockRestore();
  });

  it('reads what a newer version has stored as well as it can', async () => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await fakeBrowser.storage.local.set({
      settings: { labelStyle: 'word', novelty: 1 },
      settings$: { v: 9 },
    });
    expect(await createSettingsStore(3, migrations).read()).toEqual({
      ...DEFAULT_SETTINGS,
      labelStyle: 'word',
    });
    silenced.mockRestore();
  });
});
