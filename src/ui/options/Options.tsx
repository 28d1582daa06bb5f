import { useEffect, useState } from 'preact/hooks';
import { saveFile } from '../../results/hand-over.ts';
import { DEFAULT_SETTINGS } from '../../settings/schema.ts';
import { exportSettings, importSettings } from '../../settings/settings-file.ts';
import { type FoundSettings, updateSettings } from '../../settings/store.ts';
import { useSettings } from '../use-settings.ts';
import { clearReadings } from './clear-readings.ts';
import { editShortcuts, listShortcuts } from './list-shortcuts.ts';
import { OptionsView } from './OptionsView.tsx';
import type { Shortcut } from './Shortcuts.tsx';
import { useCorrections } from './use-corrections.ts';

const FILE_NAME = 'mien-settings.json';

/** The options page, wired to the settings, the engine and the browser. */
export function Options({ found }: { readonly found: FoundSettings }) {
  const { settings, problem, change } = useSettings(found);
  const corrections = useCorrections();
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);

  useEffect(() => {
    const controller = new AbortController();
    const list = () => void listShortcuts().then(setShortcuts);
    list();
    // They are changed on a page of the browser, from which the person comes back.
    window.addEventListener('focus', list, { signal: controller.signal });
    return () => controller.abort();
  }, []);

  return (
    <OptionsView
      settings={settings}
      problem={problem}
      shortcuts={shortcuts}
      corrections={corrections}
      onChange={change}
      onClearReadings={clearReadings}
      onEditShortcuts={() => void editShortcuts()}
      onExport={() => {
        const blob = new Blob([exportSettings(settings)], { type: 'application/json' });
        saveFile({ name: FILE_NAME, blob });
      }}
      onImport={async (text) => {
        const imported = importSettings(text);
        if (imported.ok) await updateSettings(imported.settings);
        return imported;
      }}
      onReset={() => updateSettings(DEFAULT_SETTINGS)}
    />
  );
}
