/**
 * How well the shipped network reads faces, with the shipped preparation, in tfjs on WASM:
 *
 *     npm run evaluate -- --data ../shared/data/fer2013
 *     npm run evaluate -- --images FOLDER
 *
 * `HELP` in options.ts tells the rest.
 */
import { writeFile } from 'node:fs/promises';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { loadPipeline } from '../../src/vision/pipeline.ts';
import { startBackend } from '../lib/node-backend.ts';
import { judge, type Report } from './judge.ts';
import { type Options, readOptions } from './options.ts';
import { printReport } from './print.ts';
import { type FaceReader, peersOnCrops, shippedOnCrops, shippedWithDetection } from './readers.ts';
import { FER_2013, FER_PLUS, FOLDERS, fer2013Samples, folderSamples, type Sample } from './sets.ts';

function samplesOf({ data, images, part }: Options): Promise<Sample[]> {
  return data === undefined ? folderSamples(images ?? '') : fer2013Samples(data, part);
}

async function readersOf({ detect, peers }: Options): Promise<FaceReader[]> {
  await startBackend('wasm');
  const pipeline = await loadPipeline(readModelFile, 'wasm');
  const shipped = detect
    ? shippedWithDetection(pipeline)
    : shippedOnCrops(pipeline.models.classifier, pipeline.networks.classifier);
  return [shipped, ...(peers ? peersOnCrops() : [])];
}

/** The main figures at the top, as a program that compares models wants them; FER2013's own labels beside them. */
function toJson({ figures, unreadable, ...report }: Report): string {
  const main = figures[FER_PLUS] ?? figures[FOLDERS];
  const beside = figures[FER_2013];
  return JSON.stringify(
    { ...report, unreadable: unreadable.length, ...main, ...(beside && { fer2013: beside }) },
    undefined,
    2,
  );
}

try {
  const options = readOptions(process.argv.slice(2));
  const samples = await samplesOf(options);
  const readers = await readersOf(options);
  for (const [index, reader] of readers.entries()) {
    const report = await judge(reader, samples);
    printReport(report);
    if (index === 0 && options.json !== undefined) await writeFile(options.json, `${toJson(report)}\n`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
