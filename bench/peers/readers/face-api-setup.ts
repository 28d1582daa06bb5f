import type { TNetInput } from '@vladmandic/face-api';
import type { BackendFlag, FoundFace, Places } from './reader.ts';

type FaceApi = typeof import('@vladmandic/face-api');

/** The part of its tfjs that face-api's types leave out. */
interface OwnTensorFlow {
  setWasmPaths(folder: string): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
}

/**
 * face-api with one of its two detectors, and its expressions.
 *
 * @returns finds the faces of a picture
 * @throws where it cannot run on the backend
 */
export async function setUpFaceApi(
  faceapi: FaceApi,
  detector: 'tiny' | 'ssd',
  backend: BackendFlag,
  { origin, wasmFolder }: Places,
): Promise<(picture: TNetInput) => Promise<FoundFace[]>> {
  const tf = faceapi.tf as unknown as OwnTensorFlow;
  tf.setWasmPaths(wasmFolder);
  if (!(await tf.setBackend(backend))) throw new Error(`face-api has no backend ${backend} here.`);
  await tf.ready();
  const { tinyFaceDetector, ssdMobilenetv1, faceExpressionNet } = faceapi.nets;
  const network = detector === 'tiny' ? tinyFaceDetector : ssdMobilenetv1;
  await Promise.all([network, faceExpressionNet].map((each) => each.loadFromUri(`${origin}/face-api/`)));
  const options =
    detector === 'tiny'
      ? new faceapi.TinyFaceDetectorOptions()
      : new faceapi.SsdMobilenetv1Options({ maxResults: 100 });
  return async (picture) => {
    const found = await faceapi.detectAllFaces(picture, options).withFaceExpressions();
    return found.map(({ detection, expressions }) => {
      const { x, y, width, height } = detection.relativeBox;
      return { x, y, width, height, expression: expressions.asSortedArray()[0]?.expression ?? '' };
    });
  };
}
