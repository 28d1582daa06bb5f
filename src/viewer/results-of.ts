import type { ImageResult } from '../results/image-result.ts';
import type { ViewedPicture } from './viewed-picture.ts';

/** Characters of a data: address that are taken along. */
const MOST_OF_DATA_ADDRESS = 100;

/** The pictures as they are taken along; those that are still being read are left out. */
export function resultsOf(pictures: readonly ViewedPicture[]): readonly ImageResult[] {
  return pictures.flatMap(({ name, page, state }): ImageResult[] => {
    const image = /^data:/i.test(name) ? name.slice(0, MOST_OF_DATA_ADDRESS) : name;
    if (state.kind === 'failed') {
      return [{ page, image, width: 0, height: 0, reason: state.reason, faces: [] }];
    }
    if (state.kind !== 'read') return [];
    const { width, height, faces, models } = state.reading;
    return [{ page, image, width, height, faces, models, readAt: state.readAt }];
  });
}
