import type { ImageSource, ReadOutcome } from '../../../../src/messaging/protocol.ts';
import type { Picture } from '../../../../src/page/picture.ts';
import type { Expression, Face } from '../../../../src/vision/types.ts';

const NOWHERE = { x: 0, y: 0 };

export function face(expression: Expression = 'happiness', confidence = 0.9): Face {
  return {
    box: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
    region: { x: 0.05, y: 0.05, width: 0.9, height: 0.9 },
    landmarks: { leftEye: NOWHERE, rightEye: NOWHERE, mouth: NOWHERE },
    detectionConfidence: 0.9,
    expression,
    confidence,
    uncertain: false,
    scores: { [expression]: confidence, neutral: 1 - confidence },
  };
}

export function reading(faces: readonly Face[] = [face()]): ReadOutcome {
  return {
    ok: true,
    reading: {
      width: 640,
      height: 480,
      faces,
      models: { detector: 'a detector', classifier: 'a classifier' },
      backend: 'wasm',
      timings: { detect: 1, align: 1, classify: 1 },
    },
  };
}

/** A picture without an element behind it, for what never looks at elements. */
export function picture(address: string, size = { width: 640, height: 480 }): Picture {
  const bytes: ImageSource = { kind: 'bytes', dataUrl: 'data:image/png;base64,AAAA' };
  return {
    element: {} as Element,
    address,
    ...size,
    pixels: async () => ({ kind: 'address', url: address, credentials: 'include' }),
    pixelsFromPage: async () => bytes,
    place: () => {
      throw new Error('This picture is nowhere.');
    },
  };
}

/** A promise and the ways to settle it. */
export function deferred<T>() {
  return Promise.withResolvers<T>();
}
