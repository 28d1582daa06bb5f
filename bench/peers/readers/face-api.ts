import * as faceapi from '@vladmandic/face-api';
import { setUpFaceApi } from './face-api-setup.ts';
import { type BackendFlag, OF_THE_PAGE, type Reader } from './reader.ts';

async function createWith(detector: 'tiny' | 'ssd', backend: BackendFlag): Promise<Reader> {
  const find = await setUpFaceApi(faceapi, detector, backend, OF_THE_PAGE);
  return { read: async (url) => await find(await faceapi.fetchImage(url)) };
}

export function createTinyReader(backend: BackendFlag): Promise<Reader> {
  return createWith('tiny', backend);
}

export function createSsdReader(backend: BackendFlag): Promise<Reader> {
  return createWith('ssd', backend);
}
