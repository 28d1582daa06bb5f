import { useMemo } from 'preact/hooks';
import { EXPRESSION_WORDS } from '../expressions/words.ts';
import { number, percent, t } from '../i18n/browser-language.ts';
import { ExpressionBar } from './ExpressionBar.tsx';
import { FaceWithHeat } from './FaceWithHeat.tsx';
import { heatOfExpression, heatOfMap } from './heat.ts';
import type { Look, StepMaps } from './look.ts';

/** One map of one step. */
export interface ChosenMap {
  readonly step: StepMaps;
  readonly map: number;
}

interface LookedAtProps {
  readonly look: Look;
  /** The expression whose heat is shown while no map is chosen. */
  readonly label: number;
  readonly map: ChosenMap | undefined;
  readonly onLabel: (label: number) => void;
  readonly onMap: (map: ChosenMap | undefined) => void;
}

/** The face, and over it what spoke for an expression, or where a map answers. */
export function LookedAt({ look, label, map, onLabel, onMap }: LookedAtProps) {
  const { activation, labels, probabilities } = look;
  const heat = useMemo(
    () => (map ? heatOfMap(map.step, map.map) : heatOfExpression(activation, label, labels.length)),
    [activation, labels, label, map],
  );
  const expression = labels[label];
  const words = expression === undefined ? '' : EXPRESSION_WORDS[expression].label;
  return (
    <section class="looked-at" aria-label={t('inside.side.title')}>
      <FaceWithHeat crop={look.crop} heat={heat} />
      <p class="note" aria-live="polite">
        {map
          ? t('inside.side.map', { number: number(map.map + 1) })
          : t('inside.side.heat', { label: words })}
      </p>
      {map && (
        <button type="button" onClick={() => onMap(undefined)}>
          {t('inside.side.back')}
        </button>
      )}
      <fieldset class="heat-choice">
        <legend>{t('inside.side.chooseExpression')}</legend>
        {labels.map((name, index) => (
          <label key={name} data-expression={name}>
            <input
              type="radio"
              name="heat"
              checked={index === label && map === undefined}
              onChange={() => {
                onMap(undefined);
                onLabel(index);
              }}
            />
            <ExpressionBar
              expression={name}
              share={(probabilities[index] ?? 0) * 100}
              value={percent(probabilities[index] ?? 0)}
            />
          </label>
        ))}
      </fieldset>
    </section>
  );
}
