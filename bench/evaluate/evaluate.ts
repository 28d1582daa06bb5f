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
import { loadFer2013Head } from './fer2013-head.ts';
import { judge, type Report } from './judge.ts';
import { type Options, readOptions } from './options.ts';
import { peersOnCrops } from './peers.ts';
import { printFolders, printReport } from './print.ts';
import { type FaceReader, shippedOnCrops, shippedWithDetection } from './readers.ts';
import {
  FER_2013,
  FER_2013_HEAD,
  FER_PLUS,
  FOLDERS,
  fer2013Samples,
  folderSamples,
  type Sample,
} from './sets.ts';

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
  return [shipped, ...(peers ? peersOnCrops() : [])];
}

/** The main figures at the top, as a program that compares models wants them; FER2013's own labels beside them. */
function toJson({ figures, unreadable, ...report }: Report): string {
  const main = figures[FER_PLUS] ?? figures[FOLDERS];
  const [beside, byHead] = [figures[FER_2013], figures[FER_2013_HEAD]];
  return JSON.stringify(
    {
      ...report,
      unreadable: unreadable.length,
      ...main,
      ...(beside && { fer2013: beside }),
      ...(byHead && { fer2013Head: byHead }),
    },
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
    if (Object.keys(report.figures).length === 0)
      throw new Error('No face was read, so there are no figures.');
    if (index === 0 && options.json !== undefined) await writeFile(options.json, `${toJson(report)}\n`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
