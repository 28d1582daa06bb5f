import { describe, expect, it, vi } from 'vitest';
import { HeldPicture } from '../../../src/engine/held-picture.ts';
import { decoded, isClosed } from './support/scripted-worker.ts';

describe('a picture that waits for its turn', () => {
  it('is given away, and decoded anew for whoever wants it once more', async () => {
    const first = decoded(1);
    const second = decoded(2);
    const decodeAgain = vi.fn(async () => second);
    const held = new HeldPicture(first, decodeAgain);
    expect(await held.take()).toBe(first);
    expect(decodeAgain).not.toHaveBeenCalled();
    expect(await held.take()).toBe(second);
  });

  it('is closed where nobody took it, and left alone where somebody did', async () => {
    const waiting = decoded();
    const unwanted = new HeldPicture(waiting, async () => decoded());
    unwanted.release();
    expect(isClosed(waiting)).toBe(true);
    const taken = decoded();
    const wanted = new HeldPicture(taken, async () => decoded());
    await wanted.take();
    wanted.release();
    expect(isClosed(taken)).toBe(false);
  });

  it('is missed where it cannot be decoded any more', async () => {
    const held = new HeldPicture(decoded(), () => Promise.reject(new Error('late')));
    await held.take();
    await expect(held.take()).rejects.toThrow('late');
  });
});
