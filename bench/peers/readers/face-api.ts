import * as faceapi from '@vladmandic/face-api';
import type { BackendFlag, Reader } from './reader.ts';

/** The part of its tfjs that face-api's types leave out. */
interface OwnTensorFlow {
  setWasmPaths(folder: string): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
}

type Options = faceapi.TinyFaceDetectorOptions | faceapi.SsdMobilenetv1Options;

async function createWith(
  backend: BackendFlag,
  detector: { loadFromUri(folder: string): Promise<void> },
  options: Options,
): Promise<Reader> {
  const tf = faceapi.tf as unknown as OwnTensorFlow;
  tf.setWasmPaths('/wasm/');
  if (!(await tf.setBackend(backend))) throw new Error(`face-api has no backend ${backend} here.`);
  await tf.ready();
  await Promise.all([
    detector.loadFromUri('/face-api/'),
    faceapi.nets.faceExpressionNet.loadFromUri('/face-api/'),
  ]);
  return {
    read: async (url) => {
      const picture = await faceapi.fetchImage(url);
      const found = await faceapi.detectAllFaces(picture, options).withFaceExpressions();
      return found.map(({ detection, expressions }) => {
        const { x, y, width, height } = detection.relativeBox;
        return { x, y, width, height, expression: expressions.asSortedArray()[0]?.expression ?? '' };
      });
    },
  };
}

export function createTinyReader(backend: BackendFlag): Promise<Reader> {
  return createWith(backend, faceapi.nets.tinyFaceDetector, new faceapi.TinyFaceDetectorOptions());
}

export function createSsdReader(backend: BackendFlag): Promise<Reader> {
  const options = new faceapi.SsdMobilenetv1Options({ maxResults: 100 });
  return createWith(backend, faceapi.nets.ssdMobilenetv1, options);
}
