import Human from '@vladmandic/human';
import type { BackendFlag, Reader } from './reader.ts';

/** human, set up for faces and emotions of still pictures and for nothing else, as its documentation says. */
export async function createReader(backend: BackendFlag): Promise<Reader> {
  const human = new Human({
    backend,
    wasmPath: '/wasm/',
    modelBasePath: '/models/',
    cacheSensitivity: 0,
    warmup: 'none',
    debug: false,
    filter: { enabled: false },
    gesture: { enabled: false },
    face: {
      enabled: true,
      detector: { enabled: true, maxDetected: 100 },
      emotion: { enabled: true },
      mesh: { enabled: false },
      iris: { enabled: false },
      description: { enabled: false },
      antispoof: { enabled: false },
      liveness: { enabled: false },
    },
    body: { enabled: false },
    hand: { enabled: false },
    object: { enabled: false },
    segmentation: { enabled: false },
  });
  await human.load();
  return {
    read: async (url) => {
      const picture = await createImageBitmap(await (await fetch(url)).blob());
      try {
        const { face, error } = await human.detect(picture);
        if (error) throw new Error(error);
        return face.map(({ boxRaw: [x, y, width, height], emotion }) => {
          return { x, y, width, height, expression: emotion?.[0]?.emotion ?? '' };
        });
      } finally {
        picture.close();
      }
    },
  };
}
