import { percent, t } from '../../i18n/browser-language.ts';
import type { Settings } from '../../settings/schema.ts';
import { Choice } from '../Choice.tsx';
import { Slider } from '../Slider.tsx';
import { Switch } from '../Switch.tsx';

const MODES = [
  ['automatic', 'settings.mode.automatic'],
  ['on-request', 'settings.mode.onRequest'],
] as const;

const LABEL_STYLES = ['emoji', 'word', 'both'] as const;

interface SettingsSectionProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** When Mien reads and how it labels. */
export function SettingsSection({ settings, onChange }: SettingsSectionProps) {
  return (
    <section class="settings" aria-label={t('settings.title')}>
      <Choice
        label={t('settings.mode.label')}
        options={MODES.map(([value, key]) => ({ value, label: t(key) }))}
        value={settings.mode}
        onChange={(mode) => onChange({ mode })}
      />
      <Choice
        label={t('settings.labelStyle.label')}
        options={LABEL_STYLES.map((value) => ({ value, label: t(`settings.labelStyle.${value}`) }))}
        value={settings.labelStyle}
        onChange={(labelStyle) => onChange({ labelStyle })}
      />
      <Slider
        label={t('settings.leastConfidence')}
        value={settings.leastConfidence}
        step={0.05}
        inWords={percent}
        onChange={(leastConfidence) => onChange({ leastConfidence })}
      />
      <Switch
        label={t('settings.showBoxes')}
        checked={settings.showBoxes}
        onChange={(showBoxes) => onChange({ showBoxes })}
      />
    </section>
  );
}
