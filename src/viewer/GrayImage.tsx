import { useLayoutEffect, useRef } from 'preact/hooks';
import { grayRgba } from '../inside/gray-rgba.ts';
import type { FaceCrop } from '../vision/types.ts';

interface GrayImageProps {
  readonly image: FaceCrop;
  readonly label: string;
  readonly class: string;
}

/** Gray pixels, each of them to be seen. */
export function GrayImage({ image, label, class: className }: GrayImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const pixels = new ImageData(grayRgba(image), image.side, image.side);
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [image]);
  return (
    <canvas
      ref={canvas}
      class={className}
      width={image.side}
      height={image.side}
      role="img"
      aria-label={label}
      title={label}
    />
  );
}
