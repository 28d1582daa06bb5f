import { useMemo, useState } from 'preact/hooks';
import { number, percent, t } from '../i18n/browser-language.ts';
import { Bars, type BarsProps } from './Bars.tsx';
import { FeatureStrip } from './FeatureStrip.tsx';
import { InputStage } from './InputStage.tsx';
import { type ChosenMap, LookedAt } from './LookedAt.tsx';
import type { Look } from './look.ts';
import { StageSheets } from './StageSheets.tsx';
import { stagesOf } from './stages.ts';

/** Everything between a face and its scores, from top to bottom. */
export function InsideView({ look }: { readonly look: Look }) {
  const best = look.probabilities.indexOf(Math.max(...look.probabilities));
  const [label, setLabel] = useState(best);
  const [map, setMap] = useState<ChosenMap>();
  const stages = useMemo(() => stagesOf(look.steps), [look]);
  const temperature = number(Math.round(look.temperature * 100) / 100);
  return (
    <div class="inside-view">
      <LookedAt look={look} label={label} map={map} onLabel={setLabel} onMap={setMap} />
      <ol class="inside-stages">
        <InputStage look={look} />
        {stages.map((stage) => (
          <StageSheets key={stage.name} stage={stage} chosen={map} onChoose={setMap} />
        ))}
        <li class="inside-stage" data-stage="connected">
          <h3>{t('inside.connected.title')}</h3>
          <p>{t('inside.connected.sentence', { features: number(look.features.length) })}</p>
          <FeatureStrip features={look.features} />
          <Bars
            label={t('inside.connected.logits')}
            labels={look.labels}
            values={look.logits}
            inWords={(value) => number(Math.round(value * 100) / 100)}
          />
        </li>
        <li class="inside-stage" data-stage="softmax">
          <h3>{t('inside.softmax.title')}</h3>
          <p>{t('inside.softmax.sentence', { temperature })}</p>
          <Probabilities labels={look.labels} values={look.firstLook} />
        </li>
        {look.lookedTwice && (
          <li class="inside-stage" data-stage="second-look">
            <h3>{t('inside.secondLook.title')}</h3>
            <p>{t('inside.secondLook.sentence')}</p>
            <Probabilities labels={look.labels} values={look.probabilities} />
          </li>
        )}
      </ol>
    </div>
  );
}

function Probabilities(shown: Pick<BarsProps, 'labels' | 'values'>) {
  return <Bars {...shown} label={t('inside.softmax.probabilities')} inWords={percent} />;
}
