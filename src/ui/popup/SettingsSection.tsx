import { t } from '../../i18n/browser-language.ts';
import {
  LabelStyleChoice,
  LeastConfidenceSlider,
  ModeChoice,
  type SettingControlProps,
  SettingSwitch,
} from '../settings/SettingControls.tsx';

/** The settings that are wanted most; the others are on the options page. */
export function SettingsSection(props: SettingControlProps) {
  return (
    <section class="settings" aria-label={t('settings.title')}>
      <ModeChoice {...props} />
      <LabelStyleChoice {...props} />
      <LeastConfidenceSlider {...props} />
      <SettingSwitch {...props} name="showBoxes" />
      <SettingSwitch {...props} name="readVideos" />
    </section>
  );
}
