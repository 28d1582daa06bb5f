import { setBackend, type Tensor3D } from '@tensorflow/tfjs-core';
import { bitmapPixels } from '../engine/bitmap-pixels.ts';
import { readModelFile } from '../engine/read-model-file.ts';
import { loadExpressionNetwork } from '../vision/expression-classifier.ts';
import { toFaceCrops } from '../vision/face-crops.ts';
import { CLASSIFIER } from '../vision/model-manifest.ts';
import { pixelsOf } from '../vision/packed-pixels.ts';
import { registerWasm } from '../vision/register-wasm.ts';
import type { InsideAnswer, InsideRequest } from './inside-messages.ts';
import { type LoadedNetwork, lookInside } from './look-inside.ts';
import { uprightFaces } from './upright-faces.ts';

// The classifier alone, on WASM, which every machine has.
let started: Promise<void> | undefined;
let network: Promise<LoadedNetwork> | undefined;

async function start(): Promise<void> {
  await registerWasm(new URL('/wasm/', location.origin).href);
  if (!(await setBackend('wasm'))) throw new Error('WebAssembly did not start.');
}

async function answer({ task, faces }: InsideRequest, pixels: Tensor3D) {
  if (task === 'look') {
    const [face] = faces;
    if (face === undefined) throw new Error('There is no face to look at.');
    network ??= loadExpressionNetwork(CLASSIFIER, readModelFile);
    return { kind: 'look', look: await lookInside(pixels, face, await network) } as const;
  }
  const upright = uprightFaces(pixels, faces);
  try {
    return { kind: 'cut', crops: await toFaceCrops(upright, CLASSIFIER.crop) } as const;
  } finally {
    upright.dispose();
  }
}

/** Answers one request of the look inside; never rejects. */
export async function answerInside(request: InsideRequest): Promise<InsideAnswer> {
  const { call, bitmap } = request;
  let pixels: Tensor3D | undefined;
  try {
    started ??= start();
    await started;
    const { bytes, order } = await bitmapPixels(bitmap);
    pixels = pixelsOf(bytes, bitmap, order);
    return { call, ...(await answer(request, pixels)) };
  } catch (error) {
    return { call, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    pixels?.dispose();
    bitmap.close();
  }
}
