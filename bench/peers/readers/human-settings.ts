import type { Config, FaceResult } from '@vladmandic/human';
import type { BackendFlag, FoundFace, Places } from './reader.ts';

/** human, set up for faces and emotions of still pictures and for nothing else, as its documentation says. */
export function humanSettings(backend: BackendFlag, { origin, wasmFolder }: Places): Partial<Config> {
  return {
    backend,
    wasmPath: wasmFolder,
    modelBasePath: `${origin}/models/`,
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
  };
}

/** What human found. @throws where it says that something went wrong */
export function humanFaces({ face, error }: { face: FaceResult[]; error: string | null }): FoundFace[] {
  if (error) throw new Error(error);
  return face.map(({ boxRaw: [x, y, width, height], emotion }) => {
    return { x, y, width, height, expression: emotion?.[0]?.emotion ?? '' };
  });
}
