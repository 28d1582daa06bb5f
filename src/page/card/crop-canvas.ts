import type { CropText } from '../../messaging/protocol.ts';
import { element } from '../overlay/elements.ts';

/** A canvas that shows a crop, each pixel of the network's input to be seen. */
export function cropCanvas({ side, gray }: CropText, label: string): HTMLCanvasElement {
  const canvas = element('canvas', 'crop');
  canvas.width = side;
  canvas.height = side;
  canvas.role = 'img';
  canvas.ariaLabel = label;
  const bytes = atob(gray);
  const pixels = new ImageData(side, side);
  for (let place = 0; place < bytes.length; place += 1) {
    const value = bytes.charCodeAt(place);
    pixels.data.set([value, value, value, 255], place * 4);
  }
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}
