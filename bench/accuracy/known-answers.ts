/**
 * Prints the `knownAnswer` of each network for src/vision/model-manifest.ts, to be renewed when a network is changed:
 *
 *     npm exec -- node bench/accuracy/known-answers.ts
 */
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { fingerprints } from '../../src/vision/known-answer.ts';
import { loadPipeline } from '../../src/vision/pipeline.ts';
import { startBackend } from '../lib/node-backend.ts';

await startBackend('cpu');
const pipeline = await loadPipeline(readModelFile, 'cpu');
const found = await fingerprints(pipeline.networks);
for (const [network, numbers] of Object.entries(found)) {
  console.log(`${network}: [${numbers.map((number: number) => number.toFixed(5)).join(', ')}]`);
}
