import { useMemo, useState } from 'preact/hooks';
import { percent } from '../expressions/percent.ts';
import { Bars } from './Bars.tsx';
import { FeatureStrip } from './FeatureStrip.tsx';
import { InputStage } from './InputStage.tsx';
import { type ChosenMap, LookedAt } from './LookedAt.tsx';
import type { Look } from './look.ts';
import { StageSheets } from './StageSheets.tsx';
import { stagesOf } from './stages.ts';
import { WORDS } from './strings.ts';

/** Everything between a face and its scores, from top to bottom. */
export function InsideView({ look }: { readonly look: Look }) {
  const best = look.probabilities.indexOf(Math.max(...look.probabilities));
  const [label, setLabel] = useState(best);
  const [map, setMap] = useState<ChosenMap>();
  const stages = useMemo(() => stagesOf(look.steps), [look]);
  const temperature = look.temperature.toFixed(2);
  return (
    <div class="inside-view">
      <LookedAt look={look} label={label} map={map} onLabel={setLabel} onMap={setMap} />
      <ol class="inside-stages">
        <InputStage look={look} />
        {stages.map((stage) => (
          <StageSheets key={stage.name} stage={stage} chosen={map} onChoose={setMap} />
        ))}
        <li class="inside-stage" data-stage="connected">
          <h3>{WORDS.connected.title}</h3>
          <p>{WORDS.connected.sentence(look.features.length)}</p>
          <FeatureStrip features={look.features} />
          <Bars
            label={WORDS.connected.logits}
            labels={look.labels}
            values={look.logits}
            inWords={(value) => value.toFixed(2)}
          />
        </li>
        <li class="inside-stage" data-stage="softmax">
          <h3>{WORDS.softmax.title}</h3>
          <p>{WORDS.softmax.sentence(temperature)}</p>
          <Bars
            label={WORDS.softmax.probabilities}
            labels={look.labels}
            values={look.probabilities}
            inWords={percent}
          />
        </li>
      </ol>
    </div>
  );
}
