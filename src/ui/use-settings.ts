import { useEffect, useState } from 'preact/hooks';
import { failureText } from '../i18n/browser-language.ts';
import type { Settings } from '../settings/schema.ts';
import { type FoundSettings, findSettings, type SettingsChange, updateSettings } from '../settings/store.ts';
import { watchSettings } from '../settings/watch-settings.ts';

interface KeptSettings {
  readonly settings: Settings;
  /** Why the last change was not kept, or why they could not be read. */
  readonly problem: string | undefined;
  readonly change: (change: SettingsChange) => void;
}

/** The stored settings as state: shown as they are stored, whoever changes them. */
export function useSettings(found: FoundSettings): KeptSettings {
  const [settings, setSettings] = useState(found.settings);
  const [problem, setProblem] = useState(() =>
    found.failure === undefined ? undefined : failureText('settings.notRead', found.failure),
  );

  useEffect(() => {
    const controller = new AbortController();
    // Where they cannot be read, that has been said.
    void watchSettings(controller.signal, setSettings).catch(() => undefined);
    return () => controller.abort();
  }, []);

  const change = (wanted: SettingsChange) => {
    updateSettings(wanted)
      .then(() => setProblem(undefined))
      .catch(async (error: unknown) => {
        setProblem(failureText('settings.notKept', error));
        // The switch has moved already; what is stored puts it back.
        setSettings((await findSettings()).settings);
      });
  };
  return { settings, problem, change };
}
