import { randomUniform, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { type Size, snugInput } from '../../src/vision/geometry.ts';
import { DETECTOR } from '../../src/vision/model-manifest.ts';
import type { Networks } from '../../src/vision/pipeline.ts';
import { median } from '../peers/statistics.ts';

export interface NetworkTimes {
  readonly table: Record<string, Record<number, number>>;
  /** The row of the table that tells of the detector on each of the pictures. */
  readonly detectorRows: readonly string[];
}

const REPEATS = 31;

/** The median time of several, as the whole is measured too. */
async function medianTime(run: () => Tensor): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now();
    const output = tidy(run);
    await output.data();
    output.dispose();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** The networks alone, in milliseconds for one input of each batch; the detector for each shape of the pictures. */
export async function measureNetworks(
  { detector, landmarks, classifier }: Networks,
  batches: readonly number[],
  pictures: readonly Size[],
): Promise<NetworkTimes> {
  const inputs = pictures.map((size) => snugInput(size, DETECTOR.inputSide, 0, DETECTOR.inputStep));
  const rowOf = ({ width, height }: Size) => `detector, ${width} x ${height}`;
  const byRow = new Map(inputs.map((size) => [rowOf(size), size]));
  const runs: [string, readonly [number, number, number], (inputs: Tensor4D) => Tensor][] = [
    ...[...byRow].map(([name, { width, height }]): (typeof runs)[number] => [
      name,
      [height, width, 3],
      (shown) => detector.predict(shown),
    ]),
    ['landmarks', [landmarks.inputSide, landmarks.inputSide, 3], (inputs) => landmarks.predict(inputs)],
    ['classifier', [classifier.crop.side, classifier.crop.side, 1], (inputs) => classifier.predict(inputs)],
  ];
  const table: Record<string, Record<number, number>> = {};
  for (const [name, shape, run] of runs) {
    const row: Record<number, number> = {};
    for (const batch of batches) {
      if (byRow.has(name) && batch > 4) continue;
      const inputs = randomUniform([batch, ...shape], -1, 1) as Tensor4D;
      row[batch] = (await medianTime(() => run(inputs))) / batch;
      inputs.dispose();
    }
    table[name] = row;
  }
  return { table, detectorRows: inputs.map(rowOf) };
}
