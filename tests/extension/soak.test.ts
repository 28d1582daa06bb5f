import { expect, it } from 'vitest';
import { judge } from '../../bench/soak/judge.ts';
import { plotMemory } from '../../bench/soak/plot.ts';
import { canMeasureMemory } from '../../bench/soak/processes.ts';
import { runSoak } from '../../bench/soak/run-soak.ts';

/** The short form of `npm run soak`. The product's five minutes hold; only the clock of its document runs faster. */
it.runIf(await canMeasureMemory())(
  'two hundred pictures over five tabs: all are read, memory comes back, and the engine rests and wakes',
  async () => {
    const { pictures, ...record } = await runSoak({ images: 200, tabs: 5, minutes: 2, idle: 'short' });
    const rows = judge(record, pictures.kindOf);
    const value = (what: string) => rows.find((row) => row.what === what)?.value;
    expect(rows.filter(({ holds }) => holds === false)).toEqual([]);
    expect(value('pictures read')).toBe(200);
    expect(value('faces')).toBeGreaterThan(200);
    expect(record.samples.length).toBeGreaterThan(5);
    expect(plotMemory(record.samples, 400, record.marks)).toMatch(/^<svg [\s\S]+<path d="M[\d.]+ [\d.]+L/);
  },
  180_000,
);
