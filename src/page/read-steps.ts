import type { RunningRead } from '../engine-client/engine-client.ts';
import type { ReadOutcome, ReadPriority } from '../messaging/protocol.ts';

/** The requests, one after the other, that a reading is made of. */
export interface ReadSteps {
  /** With what priority the reading is wanted now. */
  readonly priority: ReadPriority;
  /** Takes the next step: what it starts is reprioritised from now on. */
  take(start: (priority: ReadPriority) => RunningRead): Promise<ReadOutcome>;
}

/** A reading that takes several steps, each with the priority that is wanted by then. */
export function readInSteps(
  priority: ReadPriority,
  run: (steps: ReadSteps) => Promise<ReadOutcome>,
): RunningRead {
  let wanted = priority;
  let current: RunningRead | undefined;
  const steps: ReadSteps = {
    get priority() {
      return wanted;
    },
    take(start) {
      current = start(wanted);
      return current.outcome;
    },
  };
  return {
    outcome: run(steps),
    reprioritize(next) {
      wanted = next;
      current?.reprioritize(next);
    },
  };
}
