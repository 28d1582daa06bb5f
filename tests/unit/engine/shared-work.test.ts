import { describe, expect, it } from 'vitest';
import { SharedWork } from '../../../src/engine/shared-work.ts';
import { OwnTicket, type Ticket } from '../../../src/engine/ticket.ts';

/** Work that the test ends. */
function scripted() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const tickets: Ticket[] = [];
  const start = (ticket: Ticket) => {
    tickets.push(ticket);
    return promise;
  };
  return { start, resolve, reject, tickets };
}

const reason = new Error('withdrawn');

describe('shared work', () => {
  it('is done once for all who wish for it at the same time', async () => {
    const shared = new SharedWork<string>();
    const work = scripted();
    const both = [new OwnTicket('near'), new OwnTicket('near')].map((ticket) =>
      shared.join('a', ticket, work.start),
    );
    work.resolve('done');
    expect(await Promise.all(both)).toEqual(['done', 'done']);
    expect(work.tickets).toHaveLength(1);
  });

  it('is done again for whoever comes after its end, also after a failure', async () => {
    const shared = new SharedWork<string>();
    const failing = scripted();
    const first = shared.join('a', new OwnTicket('near'), failing.start);
    failing.reject(reason);
    await expect(first).rejects.toBe(reason);
    expect(await shared.join('a', new OwnTicket('near'), async () => 'second')).toBe('second');
  });

  it('is not begun for who has gone before', async () => {
    const shared = new SharedWork<string>();
    const work = scripted();
    const gone = new OwnTicket('near');
    gone.withdraw(reason);
    await expect(shared.join('a', gone, work.start)).rejects.toBe(reason);
    expect(work.tickets).toEqual([]);
  });

  it('goes on while one wish is left, and is given up with the last', async () => {
    const shared = new SharedWork<string>();
    const work = scripted();
    const [one, two] = [new OwnTicket('near'), new OwnTicket('near')];
    const results = [one, two].map((ticket) => shared.join('a', ticket, work.start));
    one.withdraw(reason);
    await expect(results[0]).rejects.toBe(reason);
    expect(work.tickets[0]?.signal.aborted).toBe(false);
    two.withdraw(reason);
    await expect(results[1]).rejects.toBe(reason);
    expect(work.tickets[0]?.signal.aborted).toBe(true);
  });

  it('never lets a newcomer join what was given up', async () => {
    const shared = new SharedWork<string>();
    const given = scripted();
    const first = new OwnTicket('near');
    const result = shared.join('a', first, given.start);
    first.withdraw(reason);
    await expect(result).rejects.toBe(reason);
    expect(await shared.join('a', new OwnTicket('near'), async () => 'fresh')).toBe('fresh');
  });

  it('is as urgent as the most urgent wish that is left', async () => {
    const shared = new SharedWork<string>();
    const work = scripted();
    const [one, two] = [new OwnTicket('near'), new OwnTicket('asked')];
    const kept = shared.join('a', one, work.start);
    const left = shared.join('a', two, work.start);
    const shownPriority = () => work.tickets[0]?.priority;
    expect(shownPriority()).toBe('asked');
    two.withdraw(reason);
    await expect(left).rejects.toBe(reason);
    expect(shownPriority()).toBe('near');
    one.priority = 'visible';
    expect(shownPriority()).toBe('visible');
    work.resolve('done');
    await kept;
  });
});
