import { PALETTE_TINTS } from '../../expressions/palettes.ts';
import { EXPRESSION_WORDS } from '../../expressions/words.ts';
import { t } from '../../i18n/browser-language.ts';
import type { Settings } from '../../settings/schema.ts';
import { EXPRESSIONS } from '../../vision/types.ts';

/** Which colour stands for which expression. */
export function Legend({ palette }: Pick<Settings, 'palette'>) {
  return (
    <ul class="legend" aria-label={t('settings.palette.legend')}>
      {EXPRESSIONS.map((expression) => (
        <li key={expression}>
          <span
            class="legend-colour"
            aria-hidden="true"
            style={{ borderColor: PALETTE_TINTS[palette][expression] }}
          />
          <span class="legend-emoji" aria-hidden="true">
            {EXPRESSION_WORDS[expression].emoji}
          </span>
          {EXPRESSION_WORDS[expression].label}
        </li>
      ))}
    </ul>
  );
}
