import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/browser-language.ts';
import type { ImportedSettings } from '../../settings/settings-file.ts';
import { Section } from './Section.tsx';

interface SettingsDataProps {
  readonly onExport: () => void;
  readonly onImport: (text: string) => Promise<ImportedSettings>;
  readonly onReset: () => Promise<unknown>;
}

/** A file of settings is a page or two; what is larger is something else. */
const MOST_BYTES = 1_000_000;

const PROBLEMS = {
  'not-settings': 'options.data.notSettings',
  'newer-version': 'options.data.newerVersion',
} as const;

/** Taking the settings along, taking them in, and starting afresh. */
export function SettingsData({ onExport, onImport, onReset }: SettingsDataProps) {
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File) => {
    setSaid(importSentence(await onImport(file.size > MOST_BYTES ? '' : await file.text())));
  };
  return (
    <Section title={t('options.data.title')} note={t('options.data.note')}>
      <div class="row">
        <button type="button" onClick={onExport}>
          {t('options.data.export')}
        </button>
        <button type="button" onClick={() => input.current?.click()}>
          {t('options.data.import')}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => void onReset().then(() => setSaid(t('options.data.resetDone')))}
        >
          {t('options.data.reset')}
        </button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t('options.data.import')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // So that the same file can be taken once more.
            if (file !== undefined) void take(file).finally(() => (currentTarget.value = ''));
          }}
        />
      </div>
      <p role="status">{said}</p>
    </Section>
  );
}

function importSentence(imported: ImportedSettings): string {
  if (!imported.ok) return t(PROBLEMS[imported.problem]);
  const names = imported.leftOut.join(', ');
  return names === '' ? t('options.data.imported') : t('options.data.importedBut', { names });
}
