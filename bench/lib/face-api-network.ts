import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  add,
  avgPool,
  conv2d,
  div,
  io,
  matMul,
  type NamedTensorMap,
  relu,
  reshape,
  separableConv2d,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';

/** The networks of face-api that share one body: four dense blocks, an average and one fully connected layer. */
export type FaceApiModel = 'face_expression_model' | 'face_landmark_68_model';

/** Side of the square input in pixels. */
export const FACE_API_SIDE = 112;
const CHANNEL_MEANS = [122.782, 117.001, 104.298];

/** A network of face-api, rebuilt from the shapes of its weights so that every classifier runs on one backend. */
export class FaceApiNetwork {
  readonly #weights: NamedTensorMap;

  constructor(model: FaceApiModel) {
    this.#weights = readWeights(model);
  }

  /** @param faces [faces, 112, 112, 3], 0 to 255; returns what the fully connected layer says, [faces, outputs] */
  logits(faces: Tensor4D): Tensor2D {
    return tidy(() => {
      let maps = div(sub(faces, CHANNEL_MEANS), 255) as Tensor4D;
      for (const block of ['dense0', 'dense1', 'dense2', 'dense3']) maps = this.#denseBlock(block, maps);
      const features = reshape(avgPool(maps, 7, 2, 'valid'), [faces.shape[0], -1]) as Tensor2D;
      return add(matMul(features, this.#weight<Tensor2D>('fc/weights')), this.#weight('fc/bias'));
    });
  }

  dispose(): void {
    for (const weight of Object.values(this.#weights)) weight.dispose();
  }

  /** Each convolution adds to the sum of those before it; the first halves the maps. */
  #denseBlock(block: string, input: Tensor4D): Tensor4D {
    let total = relu(this.#convolution(`${block}/conv0`, input, 2));
    for (const layer of ['conv1', 'conv2', 'conv3']) {
      total = add(total, this.#convolution(`${block}/${layer}`, relu(total), 1));
    }
    return relu(total);
  }

  #convolution(layer: string, input: Tensor4D, stride: number): Tensor4D {
    const plain = this.#weights[`${layer}/filters`] as Tensor4D | undefined;
    const output = plain
      ? conv2d(input, plain, stride, 'same')
      : separableConv2d(
          input,
          this.#weight<Tensor4D>(`${layer}/depthwise_filter`),
          this.#weight<Tensor4D>(`${layer}/pointwise_filter`),
          stride,
          'same',
        );
    return add(output, this.#weight(`${layer}/bias`));
  }

  #weight<Kind extends Tensor>(name: string): Kind {
    const weight = this.#weights[name];
    if (weight === undefined) throw new Error(`face-api's network has no weights named ${name}.`);
    return weight as Kind;
  }
}

function readWeights(model: FaceApiModel): NamedTensorMap {
  const { resolve } = createRequire(import.meta.url);
  const folder = join(dirname(resolve('@vladmandic/face-api/package.json')), 'model');
  const manifest = JSON.parse(readFileSync(join(folder, `${model}-weights_manifest.json`), 'utf8'));
  const bytes = new Uint8Array(readFileSync(join(folder, `${model}.bin`)));
  return io.decodeWeights(bytes.buffer, manifest[0].weights);
}
