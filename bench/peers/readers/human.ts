import Human from '@vladmandic/human';
import { humanFaces, humanSettings } from './human-settings.ts';
import { type BackendFlag, OF_THE_PAGE, type Reader } from './reader.ts';

export async function createReader(backend: BackendFlag): Promise<Reader> {
  const human = new Human(humanSettings(backend, OF_THE_PAGE));
  await human.load();
  return {
    read: async (url) => {
      const picture = await createImageBitmap(await (await fetch(url)).blob());
      try {
        return humanFaces(await human.detect(picture));
      } finally {
        picture.close();
      }
    },
  };
}
