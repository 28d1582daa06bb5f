import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, ready, setBackend, tensor4d } from '@tensorflow/tfjs-core';
import { loadExpressionClassifier } from '../../src/vision/expression-classifier.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import type { BackendName } from '../../src/vision/types.ts';

/** What `agreement.ts` asks of the page that this module runs in. */
export interface AgreementPage {
  /** Makes a backend active and loads the shipped classifier on it. Rejects where the backend does not start. */
  start(backend: BackendName): Promise<void>;
  /**
   * The network's probabilities of the started backend, face by face.
   *
   * @param crops base64 of uint8 gray crops, one after the other
   */
  probabilities(crops: string, faces: number): Promise<number[][]>;
}

let classifier: Awaited<ReturnType<typeof loadExpressionClassifier>> | undefined;

const page: AgreementPage = {
  async start(backend) {
    classifier?.dispose();
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    if (!(await setBackend(backend))) throw new Error(`The backend ${backend} does not start.`);
    await ready();
    classifier = await loadExpressionClassifier(CLASSIFIER, readWeights);
  },

  async probabilities(crops, faces) {
    if (!classifier) throw new Error('No backend was started.');
    const { side } = classifier.crop;
    const grays = Float32Array.from(atob(crops), (byte) => byte.charCodeAt(0) / 255);
    const input = tensor4d(grays, [faces, side, side, 1]);
    const output = classifier.predict(input);
    const rows = await output.array();
    input.dispose();
    output.dispose();
    return rows;
  },
};

async function readWeights(name: string): Promise<ArrayBuffer> {
  const answer = await fetch(`/src/vision/weights/${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.arrayBuffer();
}

Object.assign(globalThis, { agreementPage: page });
