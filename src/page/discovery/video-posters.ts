import { placeOfReplaced } from '../overlay/picture-place.ts';
import type { PictureSource } from '../picture.ts';
import { addressedElements, resolved } from './addressed-elements.ts';
import { attributeOf } from './dom.ts';

/** A poster is shown until the film is first played or wound: HTML, section 4.8.8, "show poster flag". */
function showsPoster({ paused, currentTime, played, seeking }: HTMLVideoElement): boolean {
  return paused && !seeking && currentTime === 0 && played.length === 0;
}

/** The posters of `video` elements, while they show. */
export function videoPosters(): PictureSource {
  const source = addressedElements({
    selector: 'video[poster]',
    attributes: ['poster', 'src'],
    addressOf: (element) => {
      const isShown = element instanceof HTMLVideoElement && showsPoster(element);
      return isShown ? resolved(attributeOf(element, 'poster'), element) : undefined;
    },
    place: (video, natural) => placeOfReplaced(video as HTMLVideoElement, natural),
  });
  return { ...source, events: ['play', 'seeking', 'emptied', 'loadstart'] };
}
