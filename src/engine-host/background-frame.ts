import type { EnginePlace } from './engine-place.ts';
import { stayWhileEngineIsAwake } from './stay-awake.ts';

let ended: AbortController | undefined;

/** Firefox has no offscreen documents. There the background is itself a document, and holds the engine's in a frame. */
export const backgroundFrame: EnginePlace = {
  create: async (address) => {
    ended?.abort();
    ended = new AbortController();
    const { signal } = ended;
    const frame = document.createElement('iframe');
    frame.src = `/${address}`;
    signal.addEventListener('abort', () => frame.remove(), { once: true });
    const { promise: loaded, resolve } = Promise.withResolvers<unknown>();
    frame.addEventListener('load', resolve, { once: true });
    document.documentElement.append(frame);
    await loaded;
    stayWhileEngineIsAwake(signal);
  },
  close: async () => ended?.abort(),
};
