import { fileURLToPath } from 'node:url';
import { Batcher } from '../../../src/engine/batcher.ts';
import { BATCH_SIZE } from '../../../src/engine/limits.ts';
import { OwnTicket } from '../../../src/engine/ticket.ts';
import { startBackend } from '../../../src/vision/backend.ts';
import { checkKnownAnswer } from '../../../src/vision/known-answer.ts';
import { loadPipeline, type Pipeline } from '../../../src/vision/pipeline.ts';
import type { Face, FaceCrop, Reading } from '../../../src/vision/types.ts';
import type { DecodedPicture } from '../../lib/decode-picture.ts';
import { toPicture } from '../../lib/pictures.ts';
import type { Reader } from '../../peers/readers/reader.ts';
import type { CreateReader } from './create-reader.ts';

const TFJS = new URL('../../../node_modules/@tensorflow/', import.meta.url);

/** Mien's pipeline, proved, warmed up and fed in batches as the engine's worker does it. */
export const createReader: CreateReader = async (backend, { origin }, pictures): Promise<Reader> => {
  const wasmFolder = fileURLToPath(new URL('tfjs-backend-wasm/dist/', TFJS));
  await startBackend(backend, { wasmFolder, onLost });
  const pipeline = await loadPipeline((name) => fetchModelFile(origin, name), backend);
  await checkKnownAnswer(pipeline);
  if (backend !== 'wasm') await pipeline.warmUp();
  let preparing: Promise<void> | undefined;
  const readBatch = async (batch: readonly DecodedPicture[]): Promise<readonly Reading[]> => {
    await preparing;
    const taken = batch.map(toPicture);
    try {
      return await pipeline.read(taken, undefined, new Map<Face, FaceCrop>());
    } finally {
      for (const { pixels } of taken) pixels.dispose();
      preparing ??= prepare(pipeline);
    }
  };
  const batcher = new Batcher(readBatch, () => ({ inputs: BATCH_SIZE, batches: 1 }));
  return {
    read: async (url) => {
      const { faces } = await batcher.add(pictures.at(url), new OwnTicket('visible'));
      return faces.map(({ box, expression }) => ({ ...box, expression }));
    },
  };
};

/** At one go: the engine's worker reads between the steps. */
async function prepare(pipeline: Pipeline): Promise<void> {
  const steps = pipeline.prepare();
  while (!(await steps.next()).done);
}

function onLost(reason: string): void {
  throw new Error(reason);
}

async function fetchModelFile(origin: string, name: string): Promise<ArrayBuffer> {
  return await (await fetch(`${origin}/models/${name}`)).arrayBuffer();
}
