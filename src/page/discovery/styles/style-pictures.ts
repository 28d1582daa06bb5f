import type { Picture, PictureSource } from '../../picture.ts';
import { StyleFollower } from './style-follower.ts';
import { isLoaded, StyleImages } from './style-images.ts';

/** What styles paint: backgrounds, border images, `content`, of elements and of what is `::before` and `::after`. */
export function stylePictures(): PictureSource {
  const images = new StyleImages();
  let follower: StyleFollower | undefined;
  return {
    attributes: ['class', 'style', 'background', 'hidden'],
    events: [],
    // Finding them takes time: the follower does it, bit by bit.
    within: () => [],
    affectedBy: (target) => follower?.restyled(target) ?? [],
    unloadedAt: () => undefined,
    picturesOf: (element) =>
      images
        .known(element)
        .filter(isLoaded)
        .map(({ picture }) => picture),
    expectedAt(element) {
      follower?.look(element);
      return images.known(element).map(({ picture }): Picture => picture);
    },
    follow(page) {
      follower = new StyleFollower(page, images);
      return follower;
    },
  };
}
