import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EXTRA_FOR_ASKED, IMAGES_IN_WORK } from '../../../src/engine/limits.ts';
import { OwnTicket } from '../../../src/engine/ticket.ts';
import type { ReadPriority } from '../../../src/engine/types.ts';
import { WorkQueue } from '../../../src/engine/work-queue.ts';

/** A queue whose places are all taken by work that ends when the test says so. */
function fullQueue() {
  const queue = new WorkQueue();
  const { promise, resolve } = Promise.withResolvers<void>();
  const taken = Array.from({ length: IMAGES_IN_WORK }, () => queue.run(new OwnTicket('near'), () => promise));
  const begun: string[] = [];
  const add = (name: string, priority: ReadPriority) => {
    const ticket = new OwnTicket(priority);
    const done = queue.run(ticket, async () => {
      begun.push(name);
      await promise;
    });
    return { ticket, done };
  };
  const release = async () => {
    resolve();
    await Promise.all(taken);
  };
  return { queue, add, begun, release };
}

describe('the work queue', () => {
  it('begins the most urgent first, also when urgency changes while it waits', async () => {
    const { add, begun, release } = fullQueue();
    const waiting = [
      add('near', 'near'),
      add('visible', 'visible'),
      add('raised', 'near'),
      add('lowered', 'visible'),
    ];
    const [, , raised, lowered] = waiting;
    if (raised) raised.ticket.priority = 'visible';
    if (lowered) lowered.ticket.priority = 'near';
    await release();
    await Promise.all(waiting.map(({ done }) => done));
    expect(begun).toEqual(['visible', 'raised', 'near', 'lowered']);
  });

  it('lets what a person asked for begin though all places are taken, up to a bound', async () => {
    const { add, begun, release } = fullQueue();
    const asked = Array.from({ length: EXTRA_FOR_ASKED + 2 }, (_, i) => add(`asked ${i}`, 'asked'));
    await pause(5);
    expect(begun).toHaveLength(EXTRA_FOR_ASKED);
    await release();
    await Promise.all(asked.map(({ done }) => done));
  });

  it('also while others wait, again and again, and gives none of those the place', async () => {
    const { queue, add, begun, release } = fullQueue();
    const others = Array.from({ length: 5 }, (_, i) => add(`near ${i}`, 'near'));
    await pause(5);
    for (let round = 0; round < EXTRA_FOR_ASKED + 2; round += 1) {
      await queue.run(new OwnTicket('asked'), async () => void begun.push(`asked ${round}`));
      await pause(1);
    }
    expect(begun).toEqual(Array.from({ length: EXTRA_FOR_ASKED + 2 }, (_, round) => `asked ${round}`));
    await release();
    await Promise.all(others.map(({ done }) => done));
  });

  it('also when they ask for what is waiting already', async () => {
    const { add, begun, release } = fullQueue();
    const { ticket, done } = add('picture', 'near');
    await pause(5);
    expect(begun).toEqual([]);
    ticket.priority = 'asked';
    await pause(5);
    expect(begun).toEqual(['picture']);
    await release();
    await done;
  });

  it('drops what is withdrawn while it waits', async () => {
    const { add, begun, release } = fullQueue();
    const { ticket, done } = add('picture', 'near');
    const reason = new Error('withdrawn');
    ticket.withdraw(reason);
    await expect(done).rejects.toBe(reason);
    ticket.priority = 'asked';
    await release();
    expect(begun).toEqual([]);
  });
});
