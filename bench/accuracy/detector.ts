/**
 * Counts the faces that the product finds on a folder of photos, before and after the landmark network has thrown out
 * what is no face, and how well its boxes fit:
 *
 *     npm exec -- node bench/accuracy/detector.ts ../shared/data/photos
 *
 * The folder's faces.json holds file name to boxes {x, y, width, height} in pixels; on photos without boxes faces are
 * only counted. A face is found at an intersection over union of 0.35. The boxes of the detector alone are compared
 * after one scale and one shift for all photos (the manifest's `fit`); those of the product as they are.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { intersectionOverUnion } from '../../src/vision/geometry.ts';
import { loadPipeline, type Picture } from '../../src/vision/pipeline.ts';
import type { Box } from '../../src/vision/types.ts';
import { startBackend } from '../lib/node-backend.ts';
import { readPicture } from '../lib/pictures.ts';

const LEAST_OVERLAP = 0.35;

interface Tally {
  found: number;
  extra: number;
  overlaps: number[];
  milliseconds: number;
}

const [folder = '../shared/data/photos'] = process.argv.slice(2);
await startBackend('wasm');
const pipeline = await loadPipeline(readModelFile, 'wasm');
await pipeline.warmUp();
const truths = JSON.parse(await readFile(join(folder, 'faces.json'), 'utf8')) as Record<string, Box[]>;
const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
const detector = newTally();
const product = newTally();
for (const name of names) await measure(name);
const boxed = Object.values(truths).flat().length;
report('detector alone', detector);
report('product', product);
pipeline.dispose();

async function measure(name: string): Promise<void> {
  const picture = await readPicture(join(folder, name));
  const candidates = await timed(detector, async () => {
    const [found = []] = await pipeline.networks.detector.detect([picture.pixels]);
    return found.map(({ box }) => inPixels(box, picture));
  });
  const faces = await timed(product, async () => {
    const [reading] = await pipeline.read([picture]);
    return (reading?.faces ?? []).map(({ box }) => inPixels(box, picture));
  });
  picture.pixels.dispose();
  const truth = truths[name];
  if (truth) {
    match(detector, candidates, truth);
    match(product, faces, truth);
  } else {
    console.log(`${name}, without boxes: detector ${candidates.length}, product ${faces.length}`);
  }
}

async function timed(tally: Tally, read: () => Promise<Box[]>): Promise<Box[]> {
  const start = performance.now();
  const boxes = await read();
  tally.milliseconds += performance.now() - start;
  return boxes;
}

/** Each true face takes the box that overlaps it most and that no other has taken. */
function match(tally: Tally, boxes: readonly Box[], truth: readonly Box[]): void {
  const free = new Set(boxes);
  for (const face of truth) {
    const rated = [...free].map((box) => ({ box, overlap: intersectionOverUnion(box, face) }));
    const best = rated.sort((a, b) => b.overlap - a.overlap)[0];
    if (!best || best.overlap < LEAST_OVERLAP) continue;
    free.delete(best.box);
    tally.found += 1;
    tally.overlaps.push(best.overlap);
  }
  tally.extra += free.size;
}

function report(what: string, { found, extra, overlaps, milliseconds }: Tally): void {
  const mean = overlaps.reduce((sum, overlap) => sum + overlap, 0) / overlaps.length;
  const each = milliseconds / names.length;
  console.log(
    `${what}: ${found} of ${boxed} found, ${extra} false, ` +
      `mean overlap ${mean.toFixed(2)} (least ${Math.min(...overlaps).toFixed(2)}), ${each.toFixed(0)} ms a photo`,
  );
}

function newTally(): Tally {
  return { found: 0, extra: 0, overlaps: [], milliseconds: 0 };
}

function inPixels(box: Box, { width, height }: Picture): Box {
  return {
    x: box.x * width,
    y: box.y * height,
    width: box.width * width,
    height: box.height * height,
  };
}
