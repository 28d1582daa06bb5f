import { percent } from '../../expressions/percent.ts';
import type { Settings } from '../../settings/schema.ts';
import { Choice } from '../Choice.tsx';
import { Slider } from '../Slider.tsx';
import { Switch } from '../Switch.tsx';
import { WORDS } from './strings.ts';

const { mode, labelStyle } = WORDS.settings;

const MODES = [
  { value: 'automatic', label: mode.automatic },
  { value: 'on-request', label: mode['on-request'] },
] as const;

const LABEL_STYLES = [
  { value: 'emoji', label: labelStyle.emoji },
  { value: 'word', label: labelStyle.word },
  { value: 'both', label: labelStyle.both },
] as const;

interface SettingsSectionProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** When Mien reads and how it labels. */
export function SettingsSection({ settings, onChange }: SettingsSectionProps) {
  return (
    <section class="settings" aria-label={WORDS.settings.title}>
      <Choice
        label={mode.label}
        options={MODES}
        value={settings.mode}
        onChange={(mode) => onChange({ mode })}
      />
      <Choice
        label={labelStyle.label}
        options={LABEL_STYLES}
        value={settings.labelStyle}
        onChange={(labelStyle) => onChange({ labelStyle })}
      />
      <Slider
        label={WORDS.settings.leastConfidence}
        value={settings.leastConfidence}
        step={0.05}
        inWords={percent}
        onChange={(leastConfidence) => onChange({ leastConfidence })}
      />
      <Switch
        label={WORDS.settings.showBoxes}
        checked={settings.showBoxes}
        onChange={(showBoxes) => onChange({ showBoxes })}
      />
    </section>
  );
}
