import { useEffect, useState } from 'preact/hooks';
import { failureText } from '../i18n/browser-language.ts';
import type { Settings } from '../settings/schema.ts';
import { readSettings, type SettingsChange, updateSettings } from '../settings/store.ts';
import { watchSettings } from '../settings/watch-settings.ts';

interface KeptSettings {
  readonly settings: Settings;
  /** Why the last change was not kept. */
  readonly problem: string | undefined;
  readonly change: (change: SettingsChange) => void;
}

/** The stored settings as state: shown as they are stored, whoever changes them. */
export function useSettings(stored: Settings): KeptSettings {
  const [settings, setSettings] = useState(stored);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const controller = new AbortController();
    void watchSettings(controller.signal, setSettings);
    return () => controller.abort();
  }, []);

  const change = (wanted: SettingsChange) => {
    updateSettings(wanted)
      .then(() => setProblem(undefined))
      .catch(async (error: unknown) => {
        setProblem(failureText('settings.notKept', error));
        // The switch has moved already; what is stored puts it back.
        setSettings(await readSettings());
      });
  };
  return { settings, problem, change };
}
