import { describe, expect, it } from 'vitest';
import { judge, LIMIT } from '../../../bench/soak/judge.ts';
import { readOptions } from '../../../bench/soak/options.ts';
import { plotMemory } from '../../../bench/soak/plot.ts';
import type { SoakRecord, State } from '../../../bench/soak/run-soak.ts';
import type { Seen } from '../../../bench/soak/visit.ts';
import type { Face } from '../../../src/vision/types.ts';

function seen(number: number, wait: number, change: Partial<Seen['record']> = {}): Seen {
  const faces = [{} as Face];
  const record = {
    src: `http://a/picture/${number}.jpg`,
    width: 1,
    height: 1,
    status: 'read',
    faces,
  } as const;
  return { record: { ...record, ...change }, isInView: true, wait };
}

const AT_REST: State = { memory: 200, gpu: 30, tensors: 10, tensorBytes: 40, remembered: 5, open: 0 };

const SOUND: SoakRecord = {
  samples: [{ at: 0, extension: 250, own: 200, gpu: 30 }],
  marks: [],
  mostOpen: 400,
  burst: [seen(0, 9000)],
  scrolled: [seen(0, 9000), seen(1, 1000), seen(2, 0)],
  before: AT_REST,
  after: { ...AT_REST, memory: 219 },
  idle: { seconds: 300, memory: 60, gpu: 20, wake: 1 },
  seconds: 60,
};

const kindOf = (index: number) => index % 2;
const broken = (record: SoakRecord) =>
  judge(record, kindOf)
    .filter(({ holds }) => holds === false)
    .map(({ what }) => what);

describe('the judge of the soak', () => {
  it('finds nothing wrong with a sound one', () => {
    expect(broken(SOUND)).toEqual([]);
  });

  it('tells what was in view at once from what came into view by scrolling', () => {
    const rows = judge(SOUND, kindOf);
    const value = (what: string) => rows.find((row) => row.what === what)?.value;
    expect(value('all tabs at once: in view to badge, p95, s')).toBe(9);
    expect(value('scrolling: in view to badge, p95, s')).toBe(1);
    expect(value('scrolling: in view to badge, median, s')).toBe(0.5);
    expect(value('scrolling: the same of those not read beforehand, p95, s')).toBe(1);
    expect(value('scrolling: read before they came into view')).toBe('1 of 2');
    expect(value('pictures read')).toBe(3);
  });

  it.each([
    ['outcomes', { scrolled: [seen(1, 0, { status: 'failed', failure: 'deadline' })] }],
    ['read otherwise than their like', { scrolled: [seen(1, 0), seen(3, 0, { faces: [] })] }],
    ['most open requests', { mostOpen: 501 }],
    ['memory at the most, MB', { samples: [{ at: 0, extension: LIMIT, own: 0, gpu: 0 }] }],
    ['memory of its own after, MB', { after: { ...AT_REST, memory: 221 } }],
    ['tensors before and after', { after: { ...AT_REST, tensors: 11 } }],
    ['tensors before and after', { after: { ...AT_REST, tensorBytes: 41 } }],
    ['open requests after', { after: { ...AT_REST, open: 1 } }],
    ['idle until the engine is gone, s', { idle: { seconds: 311, memory: 60, gpu: 20, wake: 1 } }],
    ['memory of its own at rest, MB', { idle: { seconds: 300, memory: 101, gpu: 20, wake: 1 } }],
  ] as const)('says that %s is broken', (what, change) => {
    expect(broken({ ...SOUND, ...change })).toEqual([what]);
  });
});

describe('the switches of the soak', () => {
  it('have the whole soak as their default', () => {
    expect(readOptions([])).toEqual({ images: 10_000, tabs: 50, minutes: 120, idle: 'real' });
    expect(readOptions(['--images', '200', '--idle', 'short'])).toMatchObject({ images: 200, idle: 'short' });
  });

  it('are refused where they make no sense', () => {
    expect(() => readOptions(['--images', 'many'])).toThrow('--images takes a number');
    expect(() => readOptions(['--tabs', '0'])).toThrow('--tabs takes a number');
    expect(() => readOptions(['--idle', 'long'])).toThrow('real, short, none');
  });
});

describe('the figure of the soak', () => {
  it('has both lines, the limit and each moment', () => {
    const samples = [0, 60].map((at) => ({ at, extension: 200 + at, own: 150, gpu: 30 }));
    const svg = plotMemory(samples, 400, [{ at: 30, text: 'half way' }]);
    expect(svg.match(/<path d="M[^"]+L/g)).toHaveLength(2);
    expect(svg).toContain('>half way</text>');
    expect(svg).toContain('>500</text>');
    expect(svg).not.toContain('NaN');
  });
});
