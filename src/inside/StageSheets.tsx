import { number, t } from '../i18n/browser-language.ts';
import type { ChosenMap } from './LookedAt.tsx';
import type { StepMaps } from './look.ts';
import { Sheet } from './Sheet.tsx';
import { blockOf, type Stage } from './stages.ts';

interface StageSheetsProps {
  readonly stage: Stage;
  readonly chosen: ChosenMap | undefined;
  readonly onChoose: (chosen: ChosenMap) => void;
}

/** What the stages do, the last for all that follow. */
const STAGE_SENTENCES = ['inside.stage.strokes', 'inside.stage.parts', 'inside.stage.whole'] as const;

/** One stage: what each of its steps gives. */
export function StageSheets({ stage, chosen, onChoose }: StageSheetsProps) {
  const { title, sentence } = wordsOf(stage);
  return (
    <li class="inside-stage" data-stage={stage.name}>
      <h3>{title}</h3>
      <p>{sentence}</p>
      <div class="sheets">
        {stage.steps.map((step) => (
          <figure key={`${step.place} ${step.operation}`} data-operation={step.operation}>
            <Sheet
              maps={step}
              name={`${title}, ${nameOf(step)}`}
              chosen={chosen?.step === step ? chosen.map : undefined}
              onChoose={(map) => onChoose({ step, map })}
            />
            <figcaption>
              <strong>{nameOf(step)}</strong>{' '}
              <span class="note">
                {t('inside.maps', { count: number(step.channels), side: number(step.side) })}
              </span>
              <span class="step-sentence">{t(`inside.operation.${step.operation}.sentence`)}</span>
            </figcaption>
          </figure>
        ))}
      </div>
    </li>
  );
}

function wordsOf({ name }: Stage): { title: string; sentence: string } {
  const place = Number(/^stage(\d+)$/.exec(name)?.[1] ?? 0);
  if (place === 0) return { title: t('inside.stem.title'), sentence: t('inside.stem.sentence') };
  const sentence = STAGE_SENTENCES[place - 1] ?? 'inside.stage.whole';
  return { title: t('inside.stage.title', { number: number(place) }), sentence: t(sentence) };
}

function nameOf(step: StepMaps): string {
  const name = t(`inside.operation.${step.operation}.name`);
  const block = blockOf(step);
  return block === undefined ? name : t('inside.inBlock', { name, number: number(block) });
}
