/**
 * How well the shipped network reads faces, with the shipped preparation, in tfjs on WASM:
 *
 *     npm run evaluate -- --data ../shared/data/fer2013
 *     npm run evaluate -- --images FOLDER
 *
 * `HELP` in options.ts tells the rest.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { loadPipeline } from '../../src/vision/pipeline.ts';
import { startBackend } from '../lib/node-backend.ts';
import { loadFer2013Head } from './fer2013-head.ts';
import { judge, type Report } from './judge.ts';
import { type Options, readOptions } from './options.ts';
import { type PlaceOfFace, peersOnCrops } from './peers.ts';
import { printFolders, printReport } from './print.ts';
import { type FaceReader, shippedOnCrops, shippedWithDetection, squareOfFace } from './readers.ts';
import { toJson } from './report-json.ts';
import { fer2013Samples, folderSamples, type Sample } from './sets.ts';

async function samplesOf({ data, images, part, numbers }: Options): Promise<Sample[]> {
  if (data !== undefined) return fer2013Samples(data, part);
  const set = await folderSamples(images ?? '', numbers);
  printFolders(set);
  return set.samples;
}

async function readersOf({ detect, framing, peers }: Options): Promise<FaceReader[]> {
  await startBackend('wasm');
  const pipeline = await loadPipeline(readModelFile, 'wasm');
  const shipped = detect
    ? shippedWithDetection(pipeline)
    : shippedOnCrops(pipeline, await loadFer2013Head(readModelFile), framing);
  const placeOf: PlaceOfFace | undefined = detect ? (picture) => squareOfFace(pipeline, picture) : undefined;
  return [shipped, ...(peers ? peersOnCrops(placeOf) : [])];
}

async function writeReport(file: string, report: Report): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${toJson(report)}\n`);
}

try {
  const options = readOptions(process.argv.slice(2));
  const samples = await samplesOf(options);
  const readers = await readersOf(options);
  for (const [index, reader] of readers.entries()) {
    const report = await judge(reader, samples);
    printReport(report);
    if (Object.keys(report.figures).length === 0)
      throw new Error('No face was read, so there are no figures.');
    if (index === 0 && options.json !== undefined) await writeReport(options.json, report);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
