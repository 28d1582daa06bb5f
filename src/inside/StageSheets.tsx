import type { ChosenMap } from './LookedAt.tsx';
import type { StepMaps } from './look.ts';
import { Sheet } from './Sheet.tsx';
import { blockOf, type Stage } from './stages.ts';
import { WORDS } from './strings.ts';

interface StageSheetsProps {
  readonly stage: Stage;
  readonly chosen: ChosenMap | undefined;
  readonly onChoose: (chosen: ChosenMap) => void;
}

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
              <strong>{nameOf(step)}</strong> <span class="note">{WORDS.maps(step.channels, step.side)}</span>
              <span class="step-sentence">{WORDS.operations[step.operation].sentence}</span>
            </figcaption>
          </figure>
        ))}
      </div>
    </li>
  );
}

function wordsOf({ name }: Stage): { title: string; sentence: string } {
  const number = Number(/^stage(\d+)$/.exec(name)?.[1] ?? 0);
  if (number === 0) return WORDS.stem;
  const { title, sentences } = WORDS.stage;
  return { title: title(number), sentence: sentences[number - 1] ?? sentences[sentences.length - 1] ?? '' };
}

function nameOf(step: StepMaps): string {
  const { name } = WORDS.operations[step.operation];
  const block = blockOf(step);
  return block === undefined ? name : `${name}, ${WORDS.block(block)}`;
}
