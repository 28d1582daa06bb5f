import type { ImageSource } from '../../messaging/protocol.ts';
import { dataUrlOf } from '../../web/data-url.ts';
import { placeOfReplaced } from '../overlay/picture-place.ts';
import type { Picture } from '../picture.ts';

/** Longest sides, in pixels: of frames that are read while the film plays, and of the one on which it rests. */
const SIDES = { playing: 640, resting: 2048 };

const PROTECTED = 'This video is protected against copying (DRM).';
const CLOSED = 'The site of this video does not let its pixels be read.';

/** Draws frames of one video on a canvas that is kept. */
export class FrameGrabber {
  readonly #video: HTMLVideoElement;
  readonly #canvas = new OffscreenCanvas(1, 1);

  constructor(video: HTMLVideoElement) {
    this.#video = video;
  }

  /**
   * The frame on show as the data: address of a JPEG file.
   *
   * @throws a sentence for the person where the pixels are protected, or belong to another site
   */
  async grab(moment: keyof typeof SIDES): Promise<ImageSource> {
    const { videoWidth, videoHeight, mediaKeys } = this.#video;
    if (mediaKeys !== null) throw new Error(PROTECTED);
    const scale = Math.min(1, SIDES[moment] / Math.max(videoWidth, videoHeight));
    this.#canvas.width = Math.max(1, Math.round(videoWidth * scale));
    this.#canvas.height = Math.max(1, Math.round(videoHeight * scale));
    try {
      this.#canvas.getContext('2d')?.drawImage(this.#video, 0, 0, this.#canvas.width, this.#canvas.height);
      const blob = await this.#canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      return { kind: 'bytes', dataUrl: await dataUrlOf(blob) };
    } catch {
      throw new Error(CLOSED);
    }
  }
}

/** Stands for what a video shows, whichever frame that is: its faces change, its place does not depend on them. */
export function videoPicture(video: HTMLVideoElement, grabber: FrameGrabber): Picture {
  return {
    element: video,
    address: video.currentSrc,
    get width() {
      return video.videoWidth;
    },
    get height() {
      return video.videoHeight;
    },
    pixels: () => grabber.grab('resting'),
    pixelsFromPage: () => grabber.grab('resting'),
    place: () => placeOfReplaced(video, { width: video.videoWidth, height: video.videoHeight }),
  };
}
