import { describe, expect, it } from 'vitest';
import { describeImage, lineFor } from '../../../scripts/lib/describe-images.ts';
import type { ImageRecord } from '../../../src/messaging/protocol.ts';

const point = { x: 0, y: 0 };
const face: ImageRecord['faces'][number] = {
  box: { x: 0.25, y: 0.5, width: 0.1, height: 0.2 },
  region: { x: 0.2, y: 0.4, width: 0.2, height: 0.4 },
  landmarks: { leftEye: point, rightEye: point, mouth: point },
  detectionConfidence: 0.9,
  expression: 'happiness',
  confidence: 0.876,
  uncertain: false,
  scores: { happiness: 0.876, neutral: 0.124 },
};
const image: ImageRecord = { src: 'a.jpg', width: 400, height: 200, status: 'read', faces: [face] };

describe('an image that was read', () => {
  it('has boxes in pixels and no reason', () => {
    expect(describeImage(image)).toEqual({
      src: 'a.jpg',
      width: 400,
      height: 200,
      faces: [
        {
          box: { x: 100, y: 100, width: 40, height: 40 },
          expression: 'happiness',
          confidence: 0.876,
          uncertain: false,
          scores: { happiness: 0.876, neutral: 0.124 },
        },
      ],
    });
  });

  it('has a line that counts its faces and says where the network is not sure', () => {
    const unsure = { ...face, expression: 'fear' as const, confidence: 0.31, uncertain: true };
    expect(lineFor(describeImage({ ...image, faces: [face, unsure] }))).toBe(
      'a.jpg: 2 faces: happiness 88 %, fear 31 % (unsure)',
    );
    expect(lineFor(describeImage({ ...image, faces: [face] }))).toBe('a.jpg: 1 face: happiness 88 %');
    expect(lineFor(describeImage({ ...image, faces: [] }))).toBe('a.jpg: no face found');
  });

  it('calls no reading certain', () => {
    const clear = { ...face, confidence: 0.9996 };
    expect(lineFor(describeImage({ ...image, faces: [clear] }))).toBe('a.jpg: 1 face: happiness 99 %');
  });
});

describe('an image that was not read', () => {
  it('has a reason', () => {
    const reason = 'The image could not be loaded: 403';
    const failed = describeImage({ ...image, status: 'failed', reason, faces: [] });
    expect(failed.reason).toBe(reason);
    expect(lineFor(failed)).toBe(`a.jpg: ${reason}`);
  });

  it('has the reason of the page also where it was not tried', () => {
    const reason = 'The image is shown too small to hold a readable face.';
    expect(describeImage({ ...image, status: 'not-read-yet', reason, faces: [] }).reason).toBe(reason);
  });

  it.each(['failed', 'waiting', 'not-read-yet'] as const)(
    'has one also where it is %s without a word',
    (status) => {
      expect(describeImage({ ...image, status, faces: [] }).reason).toMatch(/^It .*\.$/);
    },
  );
});
