import { setUpFaceApi } from '../../peers/readers/face-api-setup.ts';
import { type CreateReader, importBrowserBuild, THREADS } from './create-reader.ts';

type FaceApi = typeof import('@vladmandic/face-api');

/** What face-api's types leave out. */
interface WithFlags {
  env(): { set(flag: string, value: boolean): void };
}

function createWith(detector: 'tiny' | 'ssd'): CreateReader {
  return async (backend, places, pictures) => {
    const faceapi = await importBrowserBuild<FaceApi>('@vladmandic/face-api/dist/face-api.esm.js', places);
    (faceapi.tf as unknown as WithFlags).env().set(THREADS, false);
    faceapi.env.setEnv(faceapi.env.createNodejsEnv());
    const find = await setUpFaceApi(faceapi, detector, backend, places);
    return {
      read: async (url) => {
        const { bytes, width, height } = pictures.at(url);
        const pixels = faceapi.tf.tidy(() => {
          const rgba = faceapi.tf.tensor3d(new Uint8Array(bytes.buffer), [height, width, 4], 'int32');
          return faceapi.tf.slice(rgba, [0, 0, 0], [height, width, 3]);
        });
        try {
          return await find(pixels);
        } finally {
          pixels.dispose();
        }
      },
    };
  };
}

export const createTinyReader = createWith('tiny');
export const createSsdReader = createWith('ssd');
