import {
  add,
  clone,
  div,
  fused,
  matMul,
  maximum,
  maxPool,
  mean,
  moments,
  relu,
  reshape,
  softmax,
  sqrt,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { halfToSingle } from './half-precision.ts';
import { residualConvolution } from './residual-convolution.ts';

/** A kernel or bias in the weights file: float16, little-endian, `offset` bytes from its start. */
interface StoredTensor {
  readonly shape: readonly number[];
  readonly offset: number;
}

/** What `training/export.py` writes beside the weights. */
export interface ExpressionNetworkDescription {
  readonly name: string;
  readonly version: string;
  readonly labels: readonly string[];
  readonly input: {
    readonly size: number;
    readonly grayCoefficients: readonly number[];
    readonly standardise: { readonly contrastFloor: number };
    readonly leftEye: readonly number[];
    readonly rightEye: readonly number[];
  };
  readonly topology: { readonly stages: readonly { readonly channels: number; readonly blocks: number }[] };
  readonly temperature: number;
  readonly uncertainBelow: number;
  /** A face whose highest probability is less is looked at once more, mirrored. */
  readonly secondLookBelow: number;
  readonly weights: { readonly file: string; readonly sha256: string };
  readonly layers: readonly {
    readonly name: string;
    readonly kernel: StoredTensor;
    readonly bias: StoredTensor;
  }[];
}

/** One step of the network that turns maps into maps. */
export interface NetworkStep {
  /** Where in the network, in the words of its weights: `stem`, `stage2`, `stage2.block1.conv1`. */
  readonly place: string;
  readonly operation: 'standardisation' | 'convolution' | 'activation' | 'pooling' | 'addition';
}

/** Sees the maps [n, height, width, channels] of each step as they are made; must not keep or dispose them. */
export type StepObserver = (step: NetworkStep, maps: Tensor4D) => void;

/**
 * Mien's own expression network: a residual network (He et al., "Deep Residual Learning for Image Recognition", 2015)
 * small enough for a laptop without a GPU. Batch norm was folded into the convolutions when it was exported.
 */
export class ExpressionNetwork {
  readonly #description: ExpressionNetworkDescription;
  readonly #weights: ReadonlyMap<string, Tensor>;

  /** @param file the bytes of the weights file that `description` names, already checked against its SHA-256 */
  constructor(description: ExpressionNetworkDescription, file: ArrayBuffer) {
    this.#description = description;
    const weights = new Map<string, Tensor>();
    for (const layer of description.layers) {
      weights.set(`${layer.name}.kernel`, readTensor(file, layer.kernel));
      weights.set(`${layer.name}.bias`, readTensor(file, layer.bias));
    }
    this.#weights = weights;
  }

  /**
   * Probabilities [n, labels] of the expressions that faces show.
   *
   * @param crops upright gray crops [n, size, size, 1], from 0 to 1
   */
  probabilities(crops: Tensor4D, observe?: StepObserver): Tensor2D {
    return tidy(() => softmax(div(this.logits(crops, 'expression', observe), this.#description.temperature)));
  }

  /**
   * What the fully connected layer says before softmax, [n, classes].
   *
   * @param head `expression` for the eight expressions; `fer2013` for that data set's own seven labels
   */
  logits(crops: Tensor4D, head: 'expression' | 'fer2013' = 'expression', observe?: StepObserver): Tensor2D {
    return tidy(() => this.#fullyConnected(head, this.#features(crops, observe)));
  }

  /**
   * How much each place of the last maps speaks for each expression, before softmax: class activation mapping (Zhou et
   * al., "Learning Deep Features for Discriminative Localization", 2016). The mean over all places, with `bias` added,
   * is what the fully connected layer says.
   *
   * @param lastMaps [1, height, width, channels] as the last activation gives them for one face
   * @returns `places` [height * width, labels], row by row, and `bias` [labels]; the caller disposes of both
   */
  classActivation(lastMaps: Tensor4D): { readonly places: Tensor2D; readonly bias: Tensor1D } {
    const [, height, width, channels] = lastMaps.shape;
    const rows = reshape(lastMaps, [height * width, channels]) as Tensor2D;
    try {
      return {
        places: matMul(rows, this.#weight<Tensor2D>('expression.kernel')),
        bias: clone(this.#weight<Tensor1D>('expression.bias')),
      };
    } finally {
      rows.dispose();
    }
  }

  dispose(): void {
    for (const weight of this.#weights.values()) weight.dispose();
  }

  /** Each stage halves the maps and widens them: fewer places, more kinds of pattern. */
  #features(crops: Tensor4D, observe?: StepObserver): Tensor2D {
    const seen = (place: string, operation: NetworkStep['operation'], maps: Tensor4D) => {
      observe?.({ place, operation }, maps);
      return maps;
    };
    const even = seen('input', 'standardisation', this.#standardised(crops));
    let maps = this.#convolution('stem', even, 'relu', observe);
    this.#description.topology.stages.forEach(({ blocks }, index) => {
      const stage = `stage${index + 1}`;
      maps = seen(stage, 'pooling', maxPool(maps, 2, 2, 'valid'));
      for (let block = 1; block <= blocks; block++)
        maps = this.#residualBlock(`${stage}.block${block}`, maps, observe);
    });
    return mean(maps, [1, 2]);
  }

  /** Each crop to mean 0 and deviation 1, so that a dim or flat picture looks like a bright one. */
  #standardised(crops: Tensor4D): Tensor4D {
    const { mean: center, variance } = moments(crops, [1, 2, 3], true);
    const deviation = maximum(sqrt(variance), this.#description.input.standardise.contrastFloor);
    return div(sub(crops, center), deviation);
  }

  /** Two convolutions that learn what to add to their input. */
  #residualBlock(name: string, maps: Tensor4D, observe?: StepObserver): Tensor4D {
    const kept = this.#weights.has(`${name}.fit.kernel`)
      ? this.#convolution(`${name}.fit`, maps, 'linear')
      : maps;
    const x = this.#convolution(`${name}.conv1`, maps, 'relu', observe);
    if (!observe) return residualConvolution({ x, ...this.#layer(`${name}.conv2`), kept });
    const sum = add(this.#convolution(`${name}.conv2`, x, 'linear', observe), kept) as Tensor4D;
    observe({ place: name, operation: 'addition' }, sum);
    const output = relu(sum);
    observe({ place: name, operation: 'activation' }, output);
    return output;
  }

  /** Local features, and where asked the activation after them: ReLU, which keeps what speaks for a pattern. */
  #convolution(name: string, x: Tensor4D, activation: 'relu' | 'linear', observe?: StepObserver): Tensor4D {
    const layer = this.#layer(name);
    const convolve = (then: 'relu' | 'linear') =>
      fused.conv2d({ x, ...layer, activation: then, strides: 1, pad: 'same' });
    if (!observe) return convolve(activation);
    // One after the other, so that both can be seen; otherwise both are done in one go.
    const linear = convolve('linear');
    observe({ place: name, operation: 'convolution' }, linear);
    if (activation === 'linear') return linear;
    const output = relu(linear);
    observe({ place: name, operation: 'activation' }, output);
    return output;
  }

  #fullyConnected(name: string, features: Tensor2D): Tensor2D {
    return add(matMul(features, this.#weight<Tensor2D>(`${name}.kernel`)), this.#weight(`${name}.bias`));
  }

  #layer(name: string): { readonly filter: Tensor4D; readonly bias: Tensor1D } {
    return { filter: this.#weight(`${name}.kernel`), bias: this.#weight(`${name}.bias`) };
  }

  #weight<T extends Tensor>(name: string): T {
    const weight = this.#weights.get(name);
    if (weight === undefined) throw new Error(`The expression network has no weights named ${name}.`);
    return weight as T;
  }
}

function readTensor(file: ArrayBuffer, stored: StoredTensor): Tensor {
  const count = stored.shape.reduce((product, side) => product * side, 1);
  return tensor(halfToSingle(new DataView(file, stored.offset, count * 2)), [...stored.shape], 'float32');
}
