/**
 * Where the product sees eyes and mouth on every face of FER2013, as a table for `python -m training.train --landmarks`:
 *
 *     npm run landmarks -- --data ../shared/data/fer2013 --out .cache/landmarks.csv
 *
 * Training aligns the faces by it, so that the network learns from the crops that the product makes. Takes a quarter of
 * an hour on one core.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { pointInPicture } from '../../src/vision/geometry.ts';
import { loadLandmarkNetwork } from '../../src/vision/landmark-network.ts';
import { LANDMARKS } from '../../src/vision/model-manifest.ts';
import { FACE_SIDE, type LabelledFace, readFer2013 } from '../lib/fer2013.ts';
import { type Look, lookAt, regionsOnCrops } from '../lib/locate-crop.ts';
import { startBackend } from '../lib/node-backend.ts';
import { grayPicture } from '../lib/pictures.ts';

const AT_ONCE = 16;
const HEADER = 'index,presence,left_eye_x,left_eye_y,right_eye_x,right_eye_y,mouth_x,mouth_y';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/fer2013' },
    out: { type: 'string', default: '.cache/landmarks.csv' },
  },
});
await startBackend('wasm');
const network = await loadLandmarkNetwork(LANDMARKS, readModelFile);
const lines = [HEADER];
for (const part of ['Training', 'PublicTest', 'PrivateTest'] as const) {
  const faces = await readFer2013(options.data, part);
  for (let start = 0; start < faces.length; start += AT_ONCE) {
    lines.push(...(await linesOf(faces.slice(start, start + AT_ONCE))));
  }
  console.log(`${part}: ${faces.length} faces`);
}
await mkdir(dirname(options.out), { recursive: true });
await writeFile(options.out, `${lines.join('\n')}\n`);

async function linesOf(faces: readonly LabelledFace[]): Promise<string[]> {
  const pictures = faces.map(({ pixels }) => grayPicture(pixels, FACE_SIDE, FACE_SIDE).pixels);
  try {
    const looks = await lookAt(pictures, await regionsOnCrops(pictures, network), network);
    return looks.map((look, index) => [faces[index]?.index, ...numbersOf(look)].join(','));
  } finally {
    for (const pixels of pictures) pixels.dispose();
  }
}

function numbersOf({ presence, landmarks: { leftEye, rightEye, mouth }, region }: Look): string[] {
  const points = [leftEye, rightEye, mouth].map((point) => pointInPicture(point, region));
  return [presence, ...points.flatMap(({ x, y }) => [x, y])].map((number) => number.toFixed(4));
}
