import { BACKENDS, type BackendName, ON_GPU } from '../vision/types.ts';
import type { BackendAttempt, BackendChoice } from './types.ts';

/** A backend that may be tried. */
export interface Rung {
  readonly backend: BackendName;
  /** A backend that a person forces may run in software; one that we choose may not. */
  readonly allowSoftware: boolean;
}

/**
 * The backends to try, in order. A forced one comes first; where it fails, WASM and then the CPU stand in, so that the
 * person gets readings all the same, and the status says what became of their choice.
 */
export function rungsFor(choice: BackendChoice): readonly Rung[] {
  if (choice === 'automatic') return BACKENDS.map((backend) => ({ backend, allowSoftware: false }));
  const standIns = (['wasm', 'cpu'] as const).filter((backend) => backend !== choice);
  return [
    { backend: choice, allowSoftware: true },
    ...standIns.map((backend) => ({ backend, allowSoftware: false })),
  ];
}

/** Faults in a row that a backend may show before it is left. */
const PATIENCE = 3;

/** Where on the ladder the engine stands, and what became of the backends above. */
export class BackendLadder {
  readonly choice: BackendChoice;
  readonly #rungs: readonly Rung[];
  #left: BackendAttempt[] = [];
  #faults = 0;

  constructor(choice: BackendChoice) {
    this.choice = choice;
    this.#rungs = rungsFor(choice);
  }

  /** The backend to run now; undefined where all of them failed. */
  get rung(): Rung | undefined {
    return this.#rungs[this.#left.length];
  }

  /** Those that were left, in the order in which they were tried. */
  get left(): readonly BackendAttempt[] {
    return this.#left;
  }

  /** Leaves the present backend for the next. */
  leave(outcome: 'passed-over' | 'failed', reason: string): void {
    const { rung } = this;
    if (!rung) return;
    this.#left = [...this.#left, { backend: rung.backend, outcome, reason }];
    this.#faults = 0;
  }

  /**
   * A batch failed on the present backend. A GPU that has taken the worker with it would do so again and is left at once;
   * anything else may be the picture's fault or bad luck, until it happens again and again.
   */
  noteFault(reason: string, isWorkerGone: boolean): void {
    const { rung } = this;
    if (!rung) return;
    this.#faults += 1;
    const isHopeless = isWorkerGone && ON_GPU.has(rung.backend);
    if (isHopeless || this.#faults >= PATIENCE) this.leave('failed', reason);
  }

  noteSuccess(): void {
    this.#faults = 0;
  }
}
