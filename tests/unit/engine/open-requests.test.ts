import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_OPEN_REQUESTS, MAX_WAITING_CHARACTERS, REQUEST_DEADLINE } from '../../../src/engine/limits.ts';
import { OpenRequests } from '../../../src/engine/open-requests.ts';
import type { OwnTicket } from '../../../src/engine/ticket.ts';
import type { ReadPriority } from '../../../src/engine/types.ts';

const source = { kind: 'bytes', dataUrl: 'data:,' } as const;

/** Waits until its ticket is withdrawn. */
function forever(ticket: OwnTicket): Promise<never> {
  return new Promise((_resolve, reject) =>
    ticket.signal.addEventListener('abort', () => reject(ticket.signal.reason)),
  );
}

function open(requests: OpenRequests, id: string, priority: ReadPriority = 'near', serve = forever) {
  return requests.serve({ id, source, priority }, serve).catch((failure) => failure.kind);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('open requests', () => {
  it('end with their answer and are forgotten', async () => {
    const requests = new OpenRequests();
    expect(await requests.serve({ id: 'a', source, priority: 'near' }, async () => 'answer')).toBe('answer');
    expect(requests.size).toBe(0);
  });

  it('end at their deadline', async () => {
    const requests = new OpenRequests();
    const end = open(requests, 'a');
    vi.advanceTimersByTime(REQUEST_DEADLINE);
    expect(await end).toBe('deadline');
    expect(requests.size).toBe(0);
  });

  it('can be cancelled', async () => {
    const requests = new OpenRequests();
    const ends = ['a', 'b'].map((id) => open(requests, id));
    requests.cancel('a');
    expect(await ends[0]).toBe('cancelled');
    expect(requests.size).toBe(1);
    requests.cancel('unknown');
    requests.cancel('b');
    expect(await ends[1]).toBe('cancelled');
  });

  it('give way to a newer one of the same name', async () => {
    const requests = new OpenRequests();
    const older = open(requests, 'a');
    const newer = open(requests, 'a');
    expect(await older).toBe('cancelled');
    expect(requests.size).toBe(1);
    requests.cancel('a');
    expect(await newer).toBe('cancelled');
  });

  it('change their priority', async () => {
    const requests = new OpenRequests();
    let seen: OwnTicket | undefined;
    const end = open(requests, 'a', 'near', (ticket) => {
      seen = ticket;
      return forever(ticket);
    });
    requests.reprioritize('a', 'asked');
    requests.reprioritize('unknown', 'asked');
    expect(seen?.priority).toBe('asked');
    requests.cancel('a');
    await end;
  });

  it('are bounded: the youngest of the least urgent gives way, and only to a more urgent one', async () => {
    const requests = new OpenRequests();
    const ends = new Map<string, Promise<string>>();
    for (let i = 0; i < MAX_OPEN_REQUESTS; i++) ends.set(`near ${i}`, open(requests, `near ${i}`));
    expect(await open(requests, 'one more')).toBe('busy');
    const asked = open(requests, 'asked', 'asked');
    expect(await ends.get(`near ${MAX_OPEN_REQUESTS - 1}`)).toBe('busy');
    expect(requests.size).toBe(MAX_OPEN_REQUESTS);
    for (const id of ['asked', ...ends.keys()]) requests.cancel(id);
    expect(await asked).toBe('cancelled');
    await Promise.all(ends.values());
  });

  describe('that hold their images', () => {
    const address = {
      kind: 'address',
      url: 'https://a.example/',
      credentials: 'omit',
      reach: 'public',
    } as const;
    const whole = { kind: 'bytes', dataUrl: 'x'.repeat(MAX_WAITING_CHARACTERS / 4) } as const;
    const hold = (requests: OpenRequests, id: string, priority: ReadPriority = 'near') =>
      requests.serve({ id, source: whole, priority }, forever).catch((failure) => failure.kind);

    it('are bounded by what they hold together, and those that hold nothing are not', async () => {
      const requests = new OpenRequests();
      const ends = ['a', 'b', 'c', 'd'].map((id) => hold(requests, id));
      expect(await hold(requests, 'one more')).toBe('busy');
      const light = requests.serve({ id: 'e', source: address, priority: 'near' }, async () => 'answer');
      expect(await light).toBe('answer');
      requests.cancel('a');
      expect(await ends[0]).toBe('cancelled');
      // What one has let go of another may hold.
      const next = hold(requests, 'next');
      expect(requests.size).toBe(4);
      for (const id of ['b', 'c', 'd', 'next']) requests.cancel(id);
      expect(await Promise.all([...ends.slice(1), next])).toEqual(Array(4).fill('cancelled'));
    });

    it('give way to what is more urgent, as many as it needs, and none that hold nothing', async () => {
      const requests = new OpenRequests();
      const ends = ['a', 'b', 'c', 'd'].map((id) => hold(requests, id));
      const light = requests
        .serve({ id: 'light', source: address, priority: 'near' }, forever)
        .catch((failure) => failure.kind);
      const larger = { kind: 'bytes', dataUrl: 'x'.repeat(MAX_WAITING_CHARACTERS / 2) } as const;
      const asked = requests
        .serve({ id: 'asked', source: larger, priority: 'asked' }, forever)
        .catch((failure) => failure.kind);
      expect(await Promise.all(ends.slice(2))).toEqual(['busy', 'busy']);
      expect(requests.size).toBe(4);
      for (const id of ['light', 'a', 'b', 'asked']) requests.cancel(id);
      expect(await Promise.all([light, ...ends.slice(0, 2), asked])).toEqual(Array(4).fill('cancelled'));
    });

    it('let go of it when they have ended, however they do', async () => {
      const requests = new OpenRequests();
      for (let round = 0; round < 9; round += 1) {
        const answered = requests.serve({ id: 'a', source: whole, priority: 'near' }, async () => 'answer');
        expect(await answered).toBe('answer');
        const failed = requests.serve({ id: 'b', source: whole, priority: 'near' }, async () => {
          throw new Error('no');
        });
        await expect(failed).rejects.toThrow('no');
        const late = hold(requests, 'c');
        vi.advanceTimersByTime(REQUEST_DEADLINE);
        expect(await late).toBe('deadline');
        const older = hold(requests, 'd');
        const newer = hold(requests, 'd');
        requests.cancel('d');
        expect(await Promise.all([older, newer])).toEqual(['cancelled', 'cancelled']);
      }
    });
  });
});
