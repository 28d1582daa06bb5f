import { t } from '../../i18n/browser-language.ts';
import { BACKEND_CHOICES, type Settings } from '../../settings/schema.ts';
import type { ImportedSettings } from '../../settings/settings-file.ts';
import type { SettingsChange } from '../../settings/store.ts';
import { backendName } from '../engine-words.ts';
import { Picker } from '../Picker.tsx';
import { Switch } from '../Switch.tsx';
import {
  LabelLanguagePicker,
  LabelSizeChoice,
  LabelStyleChoice,
  LeastConfidenceSlider,
  ModeChoice,
  PaletteChoice,
  SettingSwitch,
  VideoRatePicker,
} from '../settings/SettingControls.tsx';
import { BlockedSites } from './BlockedSites.tsx';
import { Corrections, type CorrectionsProps } from './Corrections.tsx';
import { Legend } from './Legend.tsx';
import { ReadingMemory } from './ReadingMemory.tsx';
import { Section } from './Section.tsx';
import { SettingsData } from './SettingsData.tsx';
import { type Shortcut, Shortcuts } from './Shortcuts.tsx';

export interface OptionsViewProps {
  readonly settings: Settings;
  /** Why the last change of a setting was not kept. */
  readonly problem?: string | undefined;
  readonly shortcuts: readonly Shortcut[];
  readonly corrections: CorrectionsProps;
  readonly onChange: (change: SettingsChange) => void;
  readonly onClearReadings: () => Promise<number>;
  readonly onEditShortcuts: () => void;
  readonly onExport: () => void;
  readonly onImport: (text: string) => Promise<ImportedSettings>;
  readonly onReset: () => Promise<unknown>;
}

/** Every setting, of what it is told; it knows no browser API. */
export function OptionsView(props: OptionsViewProps) {
  const { settings, onChange } = props;
  const control = { settings, onChange };
  return (
    <main class="options">
      <header>
        <img src="/icon/48.png" alt="" width="32" height="32" />
        <h1>{t('options.title')}</h1>
      </header>
      {props.problem !== undefined && <p role="alert">{props.problem}</p>}
      <Section title={t('options.reading.title')}>
        <Switch
          label={t('popup.master')}
          checked={settings.enabled}
          onChange={(enabled) => onChange({ enabled })}
        />
        <ModeChoice {...control} />
        <SettingSwitch {...control} name="readImages" />
        <SettingSwitch {...control} name="readBackgrounds" />
        <SettingSwitch {...control} name="readCanvases" />
        <SettingSwitch {...control} name="readVideos" />
        <VideoRatePicker {...control} />
      </Section>
      <Section title={t('options.labels.title')}>
        <LabelStyleChoice {...control} />
        <LabelSizeChoice {...control} />
        <LabelLanguagePicker {...control} />
        <LeastConfidenceSlider {...control} />
        <p class="note">{t('options.labels.quiet')}</p>
        <SettingSwitch {...control} name="showBoxes" />
        <SettingSwitch {...control} name="countOnButton" />
        <PaletteChoice {...control} />
        <Legend palette={settings.palette} />
      </Section>
      <BlockedSites hosts={settings.blockedHosts} onChange={onChange} />
      <Section title={t('engine.title')}>
        <Picker
          label={t('engine.choose')}
          options={BACKEND_CHOICES.map((value) => ({ value, label: backendName(value) }))}
          value={settings.backend}
          onChange={(backend) => onChange({ backend })}
        />
      </Section>
      <ReadingMemory {...control} onClear={props.onClearReadings} />
      <Corrections {...props.corrections} />
      <Shortcuts shortcuts={props.shortcuts} onEdit={props.onEditShortcuts} />
      <SettingsData onExport={props.onExport} onImport={props.onImport} onReset={props.onReset} />
      <footer>{t('popup.promise')}</footer>
    </main>
  );
}
