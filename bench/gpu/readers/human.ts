import { humanFaces, humanSettings } from '../../peers/readers/human-settings.ts';
import { type CreateReader, importBrowserBuild, THREADS } from './create-reader.ts';

type HumanPackage = typeof import('@vladmandic/human');

export const createReader: CreateReader = async (backend, places, pictures) => {
  const { default: Human } = await importBrowserBuild<HumanPackage>(
    '@vladmandic/human/dist/human.esm.js',
    places,
  );
  const human = new Human(humanSettings(backend, places));
  human.tf.env().set(THREADS, false);
  await human.load();
  if (human.tf.getBackend() !== backend) throw new Error(`human runs on ${human.tf.getBackend()}.`);
  return {
    read: async (url) => {
      const { bytes, width, height } = pictures.at(url);
      const pixels = human.tf.tensor(bytes, [height, width, 4], 'int32');
      try {
        return humanFaces(await human.detect(pixels));
      } finally {
        human.tf.dispose(pixels);
      }
    },
  };
};
