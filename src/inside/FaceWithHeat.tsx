import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/browser-language.ts';
import type { FaceCrop } from '../vision/types.ts';
import { grayRgba } from './gray-rgba.ts';
import { type Heat, paintHeat } from './heat.ts';

/** In pixels: large enough that what is stretched over the face is smooth. */
const SIDE = 288;

interface FaceWithHeatProps {
  readonly crop: FaceCrop;
  readonly heat: Heat | undefined;
}

/** The face as the network saw it, and over it what spoke for something. */
export function FaceWithHeat({ crop, heat }: FaceWithHeatProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'medium';
    context.drawImage(pictureOf(grayRgba(crop), crop.side), 0, 0, SIDE, SIDE);
    if (heat !== undefined) context.drawImage(pictureOf(paintHeat(heat), heat.side), 0, 0, SIDE, SIDE);
  }, [crop, heat]);
  return (
    <canvas
      ref={canvas}
      class="face-with-heat"
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label={t('inside.side.face')}
    />
  );
}

function pictureOf(rgba: Uint8ClampedArray<ArrayBuffer>, side: number): OffscreenCanvas {
  const picture = new OffscreenCanvas(side, side);
  picture.getContext('2d')?.putImageData(new ImageData(rgba, side, side), 0, 0);
  return picture;
}
