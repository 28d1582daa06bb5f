import { useState } from 'preact/hooks';
import { number, t, tCount } from '../../i18n/browser-language.ts';
import { Picker } from '../Picker.tsx';
import type { SettingControlProps } from '../settings/SettingControls.tsx';
import { Section } from './Section.tsx';

const SIZES = [0, 200, 2000, 10_000];

interface ReadingMemoryProps extends SettingControlProps {
  /** Forgets all readings; resolves with how many they were. */
  readonly onClear: () => Promise<number>;
}

/** How many readings are remembered, and a button to forget them. */
export function ReadingMemory({ settings, onChange, onClear }: ReadingMemoryProps) {
  const [cleared, setCleared] = useState('');
  const chosen = settings.rememberedReadings;
  const sizes = SIZES.includes(chosen) ? SIZES : [...SIZES, chosen].sort((a, b) => a - b);
  return (
    <Section title={t('options.memory.title')} note={t('options.memory.note')}>
      <Picker
        label={t('options.memory.size')}
        options={sizes.map((size) => ({
          value: String(size),
          label: size === 0 ? t('options.memory.none') : number(size),
        }))}
        value={String(chosen)}
        onChange={(size) => onChange({ rememberedReadings: Number(size) })}
      />
      <div class="row">
        <button
          type="button"
          onClick={() => void onClear().then((count) => setCleared(tCount('options.memory.cleared', count)))}
        >
          {t('options.memory.clear')}
        </button>
        <p role="status">{cleared}</p>
      </div>
    </Section>
  );
}
