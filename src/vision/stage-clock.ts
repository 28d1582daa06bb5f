import type { StageTimings } from './types.ts';

/** Adds up the milliseconds that each stage takes. */
export class StageClock {
  private readonly spent: Record<keyof StageTimings, number> = { detect: 0, align: 0, classify: 0 };

  async time<Result>(stage: keyof StageTimings, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.spent[stage] += performance.now() - start;
    }
  }

  /** The time of each stage, divided evenly among so many pictures. */
  share(pictures: number): StageTimings {
    const { detect, align, classify } = this.spent;
    return { detect: detect / pictures, align: align / pictures, classify: classify / pictures };
  }
}
