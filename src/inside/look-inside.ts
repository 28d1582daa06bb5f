import {
  clone,
  div,
  keep,
  mean,
  reverse,
  softmax,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { loadExpressionNetwork } from '../vision/expression-classifier.ts';
import type { ExpressionNetwork, NetworkStep } from '../vision/expression-network.ts';
import { toFaceCrops } from '../vision/face-crops.ts';
import { CLASSIFIER } from '../vision/model-manifest.ts';
import { meanOfLooks, unsureRows } from '../vision/second-look.ts';
import type { Expression } from '../vision/types.ts';
import type { ClassActivation, FaceToCut, Look, StepMaps } from './look.ts';
import { uprightFaces } from './upright-faces.ts';

export type LoadedNetwork = Awaited<ReturnType<typeof loadExpressionNetwork>>;

interface SeenStep {
  readonly step: NetworkStep;
  readonly maps: Tensor4D;
}

/**
 * Runs the classifier on one face and keeps what every step gives.
 *
 * @param pixels int32 RGB [height, width, 3] of the picture as the engine reduced it
 */
export async function lookInside(
  pixels: Tensor3D,
  face: FaceToCut,
  { description, network }: LoadedNetwork,
): Promise<Look> {
  const upright = uprightFaces(pixels, [face]);
  const seen: SeenStep[] = [];
  const held: Tensor[] = [upright];
  try {
    const logits = network.logits(upright, 'expression', (step, maps) => {
      seen.push({ step, maps: keep(clone(maps)) });
    });
    const last = lastMaps(seen);
    const features: Tensor2D = mean(last, [1, 2]);
    held.push(logits, features);
    const firstLook = await probabilitiesOf(logits, description.temperature);
    const lookedTwice = unsureRows([firstLook], description.secondLookBelow).length > 0;
    const [crop] = await toFaceCrops(upright, CLASSIFIER.crop);
    if (crop === undefined) throw new Error('The face could not be cut out.');
    return {
      crop,
      steps: await Promise.all(seen.map(toStepMaps)),
      features: new Float32Array(await features.data()),
      labels: description.labels as readonly Expression[],
      logits: [...(await logits.data())],
      temperature: description.temperature,
      firstLook,
      lookedTwice,
      probabilities: lookedTwice
        ? meanOfLooks(firstLook, await mirroredLook(upright, { description, network }))
        : firstLook,
      activation: await activationOf(network, last),
    };
  } finally {
    for (const tensor of [...held, ...seen.map(({ maps }) => maps)]) tensor.dispose();
  }
}

async function mirroredLook(upright: Tensor4D, { description, network }: LoadedNetwork): Promise<number[]> {
  const logits = tidy(() => network.logits(reverse(upright, [2]), 'expression'));
  try {
    return await probabilitiesOf(logits, description.temperature);
  } finally {
    logits.dispose();
  }
}

async function probabilitiesOf(logits: Tensor2D, temperature: number): Promise<number[]> {
  const probabilities = tidy(() => softmax(div(logits, temperature)));
  try {
    return [...(await probabilities.data())];
  } finally {
    probabilities.dispose();
  }
}

function lastMaps(seen: readonly SeenStep[]): Tensor4D {
  const last = seen.at(-1);
  if (last === undefined) throw new Error('The network has no steps.');
  return last.maps;
}

async function toStepMaps({ step, maps }: SeenStep): Promise<StepMaps> {
  const [, side, , channels] = maps.shape;
  return { ...step, side, channels, values: new Float32Array(await maps.data()) };
}

async function activationOf(network: ExpressionNetwork, last: Tensor4D): Promise<ClassActivation> {
  const { places, bias } = network.classActivation(last);
  try {
    return {
      side: last.shape[1],
      places: new Float32Array(await places.data()),
      bias: [...(await bias.data())],
    };
  } finally {
    places.dispose();
    bias.dispose();
  }
}
