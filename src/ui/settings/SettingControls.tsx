import { number, percent, t } from '../../i18n/browser-language.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { LABEL_LANGUAGES, LABEL_SIZES, PALETTES, type Settings, VIDEO_RATES } from '../../settings/schema.ts';
import { Choice } from '../Choice.tsx';
import { Picker } from '../Picker.tsx';
import { Slider } from '../Slider.tsx';
import { Switch } from '../Switch.tsx';

/** One setting each, for popup and options page alike. */
export interface SettingControlProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

const MODES = [
  ['automatic', 'settings.mode.automatic'],
  ['on-request', 'settings.mode.onRequest'],
] as const;

const PALETTE_NAMES = {
  standard: 'settings.palette.standard',
  'colour-safe': 'settings.palette.colourSafe',
} as const;

const LABEL_STYLES = ['emoji', 'word', 'both'] as const;

export function ModeChoice({ settings, onChange }: SettingControlProps) {
  return (
    <Choice
      label={t('settings.mode.label')}
      options={MODES.map(([value, key]) => ({ value, label: t(key) }))}
      value={settings.mode}
      onChange={(mode) => onChange({ mode })}
    />
  );
}

export function LabelStyleChoice({ settings, onChange }: SettingControlProps) {
  return (
    <Choice
      label={t('settings.labelStyle.label')}
      options={LABEL_STYLES.map((value) => ({ value, label: t(`settings.labelStyle.${value}`) }))}
      value={settings.labelStyle}
      onChange={(labelStyle) => onChange({ labelStyle })}
    />
  );
}

export function LeastConfidenceSlider({ settings, onChange }: SettingControlProps) {
  return (
    <Slider
      label={t('settings.leastConfidence')}
      value={settings.leastConfidence}
      step={0.05}
      inWords={percent}
      onChange={(leastConfidence) => onChange({ leastConfidence })}
    />
  );
}

export function LabelSizeChoice({ settings, onChange }: SettingControlProps) {
  return (
    <Choice
      label={t('settings.labelSize.label')}
      options={LABEL_SIZES.map((value) => ({ value, label: t(`settings.labelSize.${value}`) }))}
      value={settings.labelSize}
      onChange={(labelSize) => onChange({ labelSize })}
    />
  );
}

export function PaletteChoice({ settings, onChange }: SettingControlProps) {
  return (
    <Choice
      label={t('settings.palette.label')}
      options={PALETTES.map((value) => ({ value, label: t(PALETTE_NAMES[value]) }))}
      value={settings.palette}
      onChange={(palette) => onChange({ palette })}
    />
  );
}

/** Each language is named in itself, so that whoever speaks it finds it. */
export function LabelLanguagePicker({ settings, onChange }: SettingControlProps) {
  const nameOf = (value: Settings['labelLanguage']) =>
    value === 'browser' ? t('settings.labelLanguage.browser') : LANGUAGES[value].name;
  return (
    <Picker
      label={t('settings.labelLanguage.label')}
      options={LABEL_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
      value={settings.labelLanguage}
      onChange={(labelLanguage) => onChange({ labelLanguage })}
    />
  );
}

/** How often a video may be read at most; how often it is depends on the machine. */
export function VideoRatePicker({ settings, onChange }: SettingControlProps) {
  return (
    <Picker
      label={t('settings.videoRate')}
      options={VIDEO_RATES.map((rate) => ({ value: String(rate), label: number(rate) }))}
      value={String(settings.videoRate)}
      onChange={(value) => onChange({ videoRate: VIDEO_RATES.find((rate) => String(rate) === value) ?? 10 })}
    />
  );
}

type Switchable = {
  [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never;
}[keyof Settings];

interface SettingSwitchProps extends SettingControlProps {
  readonly name: Exclude<Switchable, 'enabled'>;
}

export function SettingSwitch({ settings, onChange, name }: SettingSwitchProps) {
  return (
    <Switch
      label={t(`settings.${name}`)}
      checked={settings[name]}
      onChange={(isOn) => onChange({ [name]: isOn })}
    />
  );
}
