import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReadOutcome, ReadPriority } from '../../../src/messaging/protocol.ts';
import { BEAT } from '../../../src/page/outcome-beat.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { MOST_RUNNING, MOST_WHEN_QUICK, ReadingQueue } from '../../../src/page/reading-queue.ts';
import { deferred, picture, reading } from './support/fakes.ts';

interface Started {
  readonly picture: Picture;
  priority: ReadPriority;
  readonly signal: AbortSignal;
  readonly end: (outcome: ReadOutcome) => Promise<void>;
}

function setUp(distances = new Map<Picture, number>()) {
  const started: Started[] = [];
  const settled: [Picture, ReadOutcome][] = [];
  const queue = new ReadingQueue({
    start(shown, priority, signal) {
      const { promise, resolve } = deferred<ReadOutcome>();
      const entry: Started = {
        picture: shown,
        priority,
        signal,
        async end(outcome) {
          resolve(outcome);
          await promise;
          await Promise.resolve();
        },
      };
      started.push(entry);
      const reprioritize = (next: ReadPriority) => {
        entry.priority = next;
      };
      return { outcome: promise, reprioritize };
    },
    distance: (shown) => distances.get(shown) ?? 0,
    settled: (shown, outcome) => settled.push([shown, outcome]),
  });
  /** What is added in one breath is started after it. */
  const breathe = () => Promise.resolve();
  const names = () => started.map((entry) => entry.picture.address);
  return { queue, started, settled, names, breathe };
}

const failedReading: ReadOutcome = { ok: false, failure: 'network', reason: 'It could not be reached.' };

const many = (count: number) => Array.from({ length: count }, (_, i) => picture(`https://a.test/${i}`));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the reading queue', () => {
  it('has no more than its share under way, and goes on when half of it is answered', async () => {
    const { queue, started, settled, breathe } = setUp();
    for (const each of many(2 * MOST_RUNNING)) queue.add(each, 'near');
    await breathe();
    expect(started).toHaveLength(MOST_RUNNING);
    await vi.advanceTimersByTimeAsync(500);
    for (const entry of started.slice(0, MOST_RUNNING / 2 - 1)) await entry.end(reading());
    expect(settled[0]).toEqual([started[0]?.picture, reading()]);
    expect(started).toHaveLength(MOST_RUNNING);
    await started[MOST_RUNNING / 2 - 1]?.end(reading());
    expect(started).toHaveLength(MOST_RUNNING + MOST_RUNNING / 2);
  });

  it('asks a slow engine at once for the next, so that what comes into view does not wait for half of the rest', async () => {
    const { queue, started, breathe } = setUp();
    for (const each of many(2 * MOST_RUNNING)) queue.add(each, 'near');
    await breathe();
    await vi.advanceTimersByTimeAsync(2000);
    await started[0]?.end(reading());
    expect(started).toHaveLength(MOST_RUNNING + 1);
  });

  it('has more under way while the engine is quick, and less again when it is not', async () => {
    const { queue, started, breathe } = setUp();
    for (const each of many(4 * MOST_WHEN_QUICK)) queue.add(each, 'near');
    await breathe();
    await started[0]?.end(reading());
    expect(started).toHaveLength(1 + MOST_WHEN_QUICK);
    await vi.advanceTimersByTimeAsync(500);
    for (const entry of started.slice(1, 1 + MOST_WHEN_QUICK - MOST_RUNNING)) await entry.end(reading());
    expect(started).toHaveLength(1 + MOST_WHEN_QUICK);
    await started[1 + MOST_WHEN_QUICK - MOST_RUNNING]?.end(failedReading);
    expect(started).toHaveLength(1 + MOST_WHEN_QUICK);
  });

  it('takes what is visible before what is near, and the nearest first', async () => {
    const pictures = many(MOST_RUNNING);
    const [far, close, seen] = [picture('far'), picture('close'), picture('seen')];
    const { queue, started, names, breathe } = setUp(
      new Map([
        [far, 900],
        [close, 100],
        [seen, 500],
      ] as const),
    );
    for (const each of pictures) queue.add(each, 'near');
    await breathe();
    queue.add(far, 'near');
    queue.add(close, 'near');
    queue.add(seen, 'visible');
    for (const entry of started.slice(0, 3)) await entry.end(reading());
    expect(names().slice(MOST_RUNNING)).toEqual(['seen', 'close', 'far']);
  });

  it('starts what the person asked for at once, whatever is under way', () => {
    const { queue, names } = setUp();
    for (const each of many(MOST_RUNNING)) queue.add(each, 'visible');
    queue.setPaused(true);
    queue.add(picture('asked'), 'asked');
    expect(names().at(-1)).toBe('asked');
  });

  it('tells a running reading about its new priority, but never takes a wish back', async () => {
    const { queue, started, breathe } = setUp();
    const [one] = many(1) as [Picture];
    queue.add(one, 'near');
    await breathe();
    queue.add(one, 'visible');
    expect(started[0]?.priority).toBe('visible');
    queue.add(one, 'asked');
    queue.add(one, 'near');
    expect(started).toHaveLength(1);
    expect(started[0]?.priority).toBe('asked');
  });

  it('cancels what is dropped, and does not tell of it', async () => {
    const { queue, started, settled, breathe } = setUp();
    for (const each of many(2 * MOST_RUNNING)) queue.add(each, 'near');
    await breathe();
    const dropped = started[0]?.picture as Picture;
    for (const entry of started.slice(0, MOST_RUNNING / 2)) queue.drop(entry.picture);
    expect(started[0]?.signal.aborted).toBe(true);
    await breathe();
    expect(started).toHaveLength(MOST_RUNNING + MOST_RUNNING / 2);
    await started[0]?.end(reading());
    expect(settled).toEqual([]);
    expect(queue.has(dropped)).toBe(false);
  });

  it('asks nothing while paused, and goes on after', async () => {
    const { queue, started, breathe } = setUp();
    queue.setPaused(true);
    queue.add(picture('a'), 'visible');
    await breathe();
    expect(started).toHaveLength(0);
    queue.setPaused(false);
    expect(started).toHaveLength(1);
  });

  it('rests when the engine is busy, and tries again, but not for ever', async () => {
    const { queue, started, settled } = setUp();
    const busy: ReadOutcome = { ok: false, failure: 'busy', reason: 'Too much to do.' };
    queue.add(picture('a'), 'visible');
    await vi.advanceTimersByTimeAsync(0);
    await started[0]?.end(busy);
    expect(started).toHaveLength(1);
    for (let tries = 1; settled.length === 0 && tries < 100; tries += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      await started[tries]?.end(busy);
    }
    expect(settled).toEqual([[expect.objectContaining({ address: 'a' }), busy]]);
    expect(started.length).toBeGreaterThan(3);
    expect(queue.has(started[0]?.picture as Picture)).toBe(false);
  });

  it('forgets everything at once', async () => {
    const { queue, started, breathe } = setUp();
    for (const each of many(MOST_RUNNING + 5)) queue.add(each, 'near');
    await breathe();
    queue.dropAll();
    expect(started.every((entry) => entry.signal.aborted)).toBe(true);
    expect(started).toHaveLength(MOST_RUNNING);
  });

  it('tells the first answer at once, and those that follow closely together', async () => {
    const { queue, started, settled, breathe } = setUp();
    for (const each of many(4)) queue.add(each, 'near');
    await breathe();
    for (const entry of started) await entry.end(reading());
    expect(settled).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(BEAT);
    expect(settled).toHaveLength(4);
  });

  it('never keeps the person waiting, whose wish brings the others along', async () => {
    const { queue, started, settled, breathe } = setUp();
    for (const each of many(3)) queue.add(each, 'near');
    await breathe();
    for (const entry of started) await entry.end(reading());
    queue.add(started[2]?.picture as Picture, 'asked');
    expect(settled).toHaveLength(3);
    expect(started).toHaveLength(3);
  });

  it('keeps an answer whose picture goes before it is told', async () => {
    const { queue, started, settled, breathe } = setUp();
    for (const each of many(2)) queue.add(each, 'near');
    await breathe();
    for (const entry of started) await entry.end(reading());
    const gone = started[1]?.picture as Picture;
    queue.drop(gone);
    expect(settled.at(-1)).toEqual([gone, reading()]);
    await vi.advanceTimersByTimeAsync(BEAT);
    expect(settled).toHaveLength(2);
  });
});
