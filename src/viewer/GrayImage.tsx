import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FaceCrop } from './FacePanel.tsx';

interface GrayImageProps {
  readonly image: FaceCrop;
  readonly label: string;
  readonly class: string;
}

/** Gray pixels, each of them to be seen. */
export function GrayImage({ image: { side, gray }, label, class: className }: GrayImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const rgba = new Uint8ClampedArray(side * side * 4);
    for (const [index, value] of gray.entries()) rgba.set([value, value, value, 255], index * 4);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, side, side), 0, 0);
  }, [side, gray]);
  return (
    <canvas
      ref={canvas}
      class={className}
      width={side}
      height={side}
      role="img"
      aria-label={label}
      title={label}
    />
  );
}
