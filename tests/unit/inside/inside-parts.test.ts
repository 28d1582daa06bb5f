import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, type Tensor3D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readPicture } from '../../../bench/lib/pictures.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { mapAt, mapCorner, paintSheet, sheetLayout } from '../../../src/inside/contact-sheet.ts';
import { heatOfExpression, heatOfMap, paintHeat } from '../../../src/inside/heat.ts';
import type { Look, StepMaps } from '../../../src/inside/look.ts';
import { lookInside } from '../../../src/inside/look-inside.ts';
import { stagesOf } from '../../../src/inside/stages.ts';
import { loadExpressionNetwork } from '../../../src/vision/expression-classifier.ts';
import { CLASSIFIER } from '../../../src/vision/model-manifest.ts';
import { loadPipeline, type Picture } from '../../../src/vision/pipeline.ts';
import type { Face } from '../../../src/vision/types.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

describe('a look inside', () => {
  let picture: Picture;
  let face: Face;
  let look: Look;
  let leaked: number;

  beforeAll(async () => {
    await startBackend('wasm');
    const pipeline = await loadPipeline(readModelFile, 'wasm');
    picture = await readPicture(join(FIXTURES, 'astronaut.png'));
    const [reading] = await pipeline.read([picture]);
    if (reading?.faces[0] === undefined) throw new Error('No face was found.');
    face = reading.faces[0];
    const network = await loadExpressionNetwork(CLASSIFIER, readModelFile);
    const before = memory().numTensors;
    look = await lookInside(picture.pixels as Tensor3D, face, network);
    leaked = memory().numTensors - before;
    network.network.dispose();
    pipeline.dispose();
  }, 120_000);

  afterAll(() => picture.pixels.dispose());

  it('says what the reading says, to 1e-4, and leaves no tensor behind', () => {
    expect(leaked).toBe(0);
    for (const [index, label] of look.labels.entries())
      expect(look.probabilities[index]).toBeCloseTo(face.scores[label] ?? Number.NaN, 4);
  });

  it('adds up: the places of an expression and its bias make its logit, and softmax makes the rest', () => {
    const { side, places, bias } = look.activation;
    const labels = look.labels.length;
    for (const [label, logit] of look.logits.entries()) {
      const own = Array.from({ length: side * side }, (_, place) => places[place * labels + label] ?? 0);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      expect(mean + (bias[label] ?? 0)).toBeCloseTo(logit, 3);
    }
    const powers = look.logits.map((logit) => Math.exp(logit / look.temperature));
    const total = powers.reduce((sum, power) => sum + power, 0);
    for (const [label, power] of powers.entries())
      expect(look.firstLook[label]).toBeCloseTo(power / total, 4);
  });

  it('shows activations that are what convolutions leave above zero', () => {
    const at = (operation: StepMaps['operation']) =>
      look.steps.find((step) => step.place === 'stem' && step.operation === operation)?.values ??
      new Float32Array();
    const convolved = at('convolution');
    expect(convolved.some((value) => value < 0)).toBe(true);
    expect([...at('activation')]).toEqual([...convolved].map((value) => Math.max(0, value)));
  });

  it('has the entrance and three stages, each in the order of its steps', () => {
    const stages = stagesOf(look.steps);
    expect(stages.map(({ name }) => name)).toEqual(['stem', 'stage1', 'stage2', 'stage3']);
    for (const { steps } of stages.slice(1)) expect(steps[0]?.operation).toBe('pooling');
    expect(stages.flatMap(({ steps }) => steps)).toHaveLength(look.steps.length - 1);
  });

  it('speaks for the expression most where the face is, not at the edge of the crop', () => {
    const { shares, side } = heatOfExpression(look.activation, look.labels.indexOf('happiness'), 8);
    const strongest = shares.indexOf(Math.max(...shares));
    const [row, column] = [Math.floor(strongest / side), strongest % side];
    expect(Math.min(row, column)).toBeGreaterThan(0);
    expect(Math.max(row, column)).toBeLessThan(side - 1);
  });

  it('is of the network that ships', () => {
    const description = JSON.parse(readFileSync('src/vision/weights/expression.json', 'utf8'));
    expect(look.temperature).toBe(description.temperature);
    expect(look.features).toHaveLength(description.topology.stages.at(-1).channels);
  });
});

describe('a contact sheet', () => {
  const maps = (channels: number, side = 2): StepMaps => ({
    place: 'stem',
    operation: 'convolution',
    side,
    channels,
    values: Float32Array.from({ length: side * side * channels }, (_, index) => (index % 3) - 1),
  });

  it.each([1, 3, 16, 32, 64, 128])('has a place for each of %i maps, and finds each again', (channels) => {
    const layout = sheetLayout(maps(channels));
    for (let map = 0; map < channels; map++) {
      const { x, y } = mapCorner(layout, map);
      const middle = [(x + 1) / layout.width, (y + 1) / layout.height] as const;
      expect(mapAt(layout, ...middle, channels)).toBe(map);
    }
    expect(layout.width).toBeGreaterThanOrEqual(layout.height);
  });

  it('has nothing where there is no map', () => {
    expect(mapAt(sheetLayout(maps(3)), 0.9, 0.9, 3)).toBeUndefined();
  });

  it('paints each value at its place: orange for, blue against', () => {
    const one: StepMaps = { ...maps(1), values: Float32Array.of(1, -1, 0, 1) };
    const rgba = paintSheet(one);
    const [red = 0, , blue = 0] = rgba;
    expect(red).toBeGreaterThan(blue);
    const [otherRed = 0, , otherBlue = 0] = rgba.subarray(4);
    expect(otherBlue).toBeGreaterThan(otherRed);
  });

  it('lays a map over the face in shares of the strongest answer of the sheet', () => {
    const two: StepMaps = { ...maps(2, 1), operation: 'activation', values: Float32Array.of(4, 1) };
    expect([...heatOfMap(two, 1).shares]).toEqual([0.25]);
    const weak = paintHeat(heatOfMap(two, 1))[3] ?? 0;
    const strong = paintHeat(heatOfMap(two, 0))[3] ?? 0;
    expect(weak).toBeLessThan(strong);
    expect(strong).toBeLessThan(255);
  });
});
