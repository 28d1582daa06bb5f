import { describe, expect, it } from 'vitest';
import { decodeLandmarks, NUMBERS_PER_CROP } from '../../../src/vision/decode-landmarks.ts';

const NUMBERS = 17;

/** Output in which one anchor speaks: offsets in pixels of 128 from the anchor's centre. */
function speak(
  output: Float32Array,
  anchor: number,
  logit: number,
  points: Record<number, [number, number]>,
) {
  output[anchor * NUMBERS] = logit;
  for (const [at, [x, y]] of Object.entries(points)) {
    output[anchor * NUMBERS + Number(at)] = x;
    output[anchor * NUMBERS + Number(at) + 1] = y;
  }
}

function silent(): Float32Array {
  const output = new Float32Array(NUMBERS_PER_CROP);
  for (let at = 0; at < output.length; at += NUMBERS) output[at] = -20;
  return output;
}

/** The first anchor of the cell in row 8, column 8 of the grid of 16: its centre is at 68 of 128 pixels. */
const MIDDLE = (8 * 16 + 8) * 2;

describe('decoding landmarks', () => {
  it('reads the eyes and the mouth of the anchor that is sure', () => {
    const output = silent();
    speak(output, MIDDLE, 4, { 5: [-16, -10], 7: [12, -8], 11: [0, 20] });
    const { landmarks, presence } = decodeLandmarks(output);
    expect(presence).toBeCloseTo(1 / (1 + Math.exp(-4)));
    expect(landmarks.leftEye.x * 128).toBeCloseTo(52);
    expect(landmarks.leftEye.y * 128).toBeCloseTo(58);
    expect(landmarks.rightEye.x * 128).toBeCloseTo(80);
    expect(landmarks.mouth.y * 128).toBeCloseTo(88);
  });

  it('does not listen to a surer face at the edge of the crop', () => {
    const output = silent();
    speak(output, MIDDLE, 1, { 5: [-10, 0], 7: [10, 0], 11: [0, 10] });
    speak(output, 0, 9, { 5: [30, 30], 7: [40, 30], 11: [35, 40] });
    expect(decodeLandmarks(output).presence).toBeCloseTo(1 / (1 + Math.exp(-1)));
  });

  it('averages anchors that are about equally sure', () => {
    const output = silent();
    speak(output, MIDDLE, 3, { 5: [-10, 0], 7: [10, 0], 11: [0, 10] });
    speak(output, MIDDLE + 1, 3, { 5: [-14, 0], 7: [10, 0], 11: [0, 10] });
    expect(decodeLandmarks(output).landmarks.leftEye.x * 128).toBeCloseTo(56);
  });
});
