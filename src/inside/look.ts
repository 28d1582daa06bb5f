import type { NetworkStep } from '../vision/expression-network.ts';
import type { Expression, Face, FaceCrop } from '../vision/types.ts';

/** What is needed of a face to cut it out once more as the pipeline did. */
export type FaceToCut = Pick<Face, 'region' | 'landmarks'>;

/** What one step of the network gives. */
export interface StepMaps extends NetworkStep {
  /** Side of each map in its own pixels. */
  readonly side: number;
  /** How many maps. */
  readonly channels: number;
  /** [side, side, channels], row by row. */
  readonly values: Float32Array;
}

/** Everything that happens between a face and its scores. */
export interface Look {
  readonly crop: FaceCrop;
  /** In the order in which the network takes them. */
  readonly steps: readonly StepMaps[];
  /** The mean of each of the last maps: what the fully connected layer gets. */
  readonly features: Float32Array;
  readonly labels: readonly Expression[];
  /** What the fully connected layer says, by label. */
  readonly logits: readonly number[];
  /** The logits are divided by it before softmax, so that the probabilities are as certain as they turn out to be. */
  readonly temperature: number;
  /** Softmax of the logits over the temperature, by label. */
  readonly firstLook: readonly number[];
  /** Whether the network was unsure and saw the face once more, mirrored; see second-look.ts. */
  readonly lookedTwice: boolean;
  /** What the reading says, by label: the first look, or the mean of both. */
  readonly probabilities: readonly number[];
  readonly activation: ClassActivation;
}

/** How much each place of the last maps speaks for each expression; see `ExpressionNetwork.classActivation`. */
export interface ClassActivation {
  readonly side: number;
  /** [side, side, labels], row by row; the mean of a label's places and its bias make its logit. */
  readonly places: Float32Array;
  readonly bias: readonly number[];
}
