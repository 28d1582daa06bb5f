import { describe, expect, it, vi } from 'vitest';
import { LateOverlay } from '../../../src/page/late-overlay.ts';
import type { Overlay } from '../../../src/page/overlay/overlay.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { deferred } from './support/fakes.ts';

const overlay = {} as Overlay;

describe('an overlay that comes late', () => {
  it('is brought by the first wish, and does what was wished meanwhile in its order', async () => {
    const { promise, resolve } = deferred<Overlay>();
    const open = vi.fn(() => promise);
    const late = new LateOverlay(open);
    expect(open).not.toHaveBeenCalled();
    const done: string[] = [];
    late.do(() => done.push('draw'));
    late.change(() => done.push('erase'));
    late.do(() => done.push('say'));
    expect(done).toEqual([]);
    resolve(overlay);
    await promise;
    expect(done).toEqual(['draw', 'erase', 'say']);
    late.do((given) => done.push(given === overlay ? 'at once' : 'by another'));
    expect(done.at(-1)).toBe('at once');
    expect(open).toHaveBeenCalledOnce();
  });

  it('does not come for the sake of a change to what is not there', () => {
    const open = vi.fn(async () => overlay);
    const late = new LateOverlay(open);
    late.change(() => expect.unreachable());
    expect(open).not.toHaveBeenCalled();
  });

  it('is asked for again by the next wish where it could not be brought', async () => {
    const open = vi.fn(async () => overlay).mockRejectedValueOnce(new Error('Mien has been reloaded.'));
    const late = new LateOverlay(open);
    const lost = vi.fn();
    late.do(lost);
    await vi.waitFor(() => expect(open).toHaveBeenCalledOnce());
    await Promise.resolve();
    const drawn = vi.fn();
    late.do(drawn);
    await vi.waitFor(() => expect(drawn).toHaveBeenCalledExactlyOnceWith(overlay));
    expect(lost).not.toHaveBeenCalled();
  });

  it('forgets what was wished for pictures that are gone when it comes, and loses nothing of those that stay', async () => {
    const { promise, resolve } = deferred<Overlay>();
    const open = vi.fn(() => promise);
    const late = new LateOverlay(open);
    const done: string[] = [];
    const stays = {} as Picture;
    late.do(() => done.push('draw'), stays);
    for (let count = 0; count < 1200; count += 1) {
      const goes = {} as Picture;
      late.change(() => expect.unreachable(), goes);
      late.do(() => expect.unreachable(), goes);
      late.erase(goes);
    }
    late.change(() => done.push('set near'), stays);
    resolve(overlay);
    await promise;
    expect(done).toEqual(['draw', 'set near']);
    expect(open).toHaveBeenCalledOnce();
  });

  it('is brought once, also where all that was wished is taken back meanwhile', async () => {
    const { promise, resolve } = deferred<Overlay>();
    const open = vi.fn(() => promise);
    const late = new LateOverlay(open);
    const [one, other] = [{}, {}] as [Picture, Picture];
    late.do(() => expect.unreachable(), one);
    late.erase(one);
    const drawn = vi.fn();
    late.do(drawn, other);
    resolve(overlay);
    await promise;
    expect(open).toHaveBeenCalledOnce();
    expect(drawn).toHaveBeenCalledExactlyOnceWith(overlay);
    const erase = vi.fn();
    Object.assign(overlay, { erase });
    late.erase(other);
    expect(erase).toHaveBeenCalledExactlyOnceWith(other);
  });

  it('keeps no more wishes than it can bear, the newest ones', async () => {
    const { promise, resolve } = deferred<Overlay>();
    const late = new LateOverlay(() => promise);
    const done: number[] = [];
    for (let count = 0; count < 1200; count += 1) late.do(() => done.push(count));
    resolve(overlay);
    await promise;
    expect(done).toHaveLength(1000);
    expect([done[0], done.at(-1)]).toEqual([200, 1199]);
  });
});
