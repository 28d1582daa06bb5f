import type { StepMaps } from './look.ts';

/** The steps that belong together: the entrance, or one stage of the network. */
export interface Stage {
  /** `stem`, `stage1`, ... */
  readonly name: string;
  readonly steps: readonly StepMaps[];
}

/** Groups the steps of a look, leaving out what is done to the input. */
export function stagesOf(steps: readonly StepMaps[]): readonly Stage[] {
  const stages = new Map<string, StepMaps[]>();
  for (const step of steps) {
    if (step.operation === 'standardisation') continue;
    const name = step.place.split('.')[0] ?? step.place;
    stages.set(name, [...(stages.get(name) ?? []), step]);
  }
  return [...stages].map(([name, own]) => ({ name, steps: own }));
}

/** The block of a stage in which a step lies, counted from 1; undefined for what lies in none. */
export function blockOf({ place }: Pick<StepMaps, 'place'>): number | undefined {
  const block = /\.block(\d+)/.exec(place)?.[1];
  return block === undefined ? undefined : Number(block);
}
