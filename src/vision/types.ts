/**
 * What is seen on a picture, in the units that every other part of Mien speaks.
 *
 * Boxes and points are fractions of the upright picture (EXIF orientation applied): x grows to the right, y
 * downwards, (0, 0) is the upper left corner and (1, 1) the lower right one. A face that is cut off by the edge of
 * the picture may reach below 0 or above 1.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Every expression that a classifier of Mien may tell, in the order of the FER+ votes (Barsoum et al., 2016). */
export const EXPRESSIONS = [
  'neutral',
  'happiness',
  'surprise',
  'sadness',
  'anger',
  'disgust',
  'fear',
  'contempt',
] as const;

export type Expression = (typeof EXPRESSIONS)[number];

/** Probability of each expression that the classifier knows; they sum to 1. A classifier may know fewer than eight. */
export type Scores = Readonly<Partial<Record<Expression, number>>>;

/** The points by which a face is set upright; "left" is the left one in the picture. */
export interface Landmarks {
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly mouth: Point;
}

/** A face as the detector and the landmark network see it. */
export interface DetectedFace {
  readonly box: Box;
  /**
   * The part of the picture that was cut out around the face, a square in pixels: with it and the landmarks the very
   * crop that the classifier saw can be made again.
   */
  readonly region: Box;
  readonly landmarks: Landmarks;
  /** Between 0 and 1. */
  readonly detectionConfidence: number;
}

/** A face with the expression that it shows: never what the person feels. */
export interface Face extends DetectedFace {
  readonly expression: Expression;
  /** The probability of `expression`, 0 to 1. */
  readonly confidence: number;
  /** True where the classifier is not sure enough for its label to be trusted. */
  readonly uncertain: boolean;
  readonly scores: Scores;
}

/** A face as the classifier gets it: upright, gray, 0 to 255, row by row. */
export interface FaceCrop {
  /** Of the square, in pixels. */
  readonly side: number;
  readonly gray: Uint8ClampedArray<ArrayBuffer>;
}

export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** Those that compute on a GPU, or on what a browser puts in its place. */
export const ON_GPU: ReadonlySet<BackendName> = new Set(['webgpu', 'webgl']);

/** Milliseconds spent on one picture; a stage that several pictures shared is divided evenly among them. */
export interface StageTimings {
  readonly detect: number;
  readonly align: number;
  readonly classify: number;
}

/** Everything that was read from one picture. */
export interface Reading {
  /** Size in pixels of the upright picture, before any reduction. */
  readonly width: number;
  readonly height: number;
  /** Largest first. */
  readonly faces: readonly Face[];
  readonly models: { readonly detector: string; readonly classifier: string };
  readonly backend: BackendName;
  readonly timings: StageTimings;
  /** The name under which the engine still holds the crops of the faces, for as long as it does. */
  readonly crops?: string | undefined;
  /** Of one frame of a picture that has several: the first of its file, unless the screen was read. */
  readonly isAnimated?: boolean | undefined;
  /** Of what was in view of the picture, on a page: more of it can be scrolled to. */
  readonly isPartial?: boolean | undefined;
}
