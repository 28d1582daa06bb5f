import { useLayoutEffect, useRef } from 'preact/hooks';
import { paintSheet } from './contact-sheet.ts';
import { grayRgba } from './gray-rgba.ts';
import type { Look } from './look.ts';
import { WORDS } from './strings.ts';

/** The face as it comes in, and as the first layer gets it. */
export function InputStage({ look: { crop, steps } }: { readonly look: Look }) {
  const even = steps.find(({ operation }) => operation === 'standardisation');
  return (
    <li class="inside-stage" data-stage="input">
      <h3>{WORDS.input.title}</h3>
      <p>{WORDS.input.sentence(crop.side)}</p>
      <div class="sheets">
        <Pixels side={crop.side} rgba={grayRgba(crop)} label={WORDS.input.crop} />
        {even && <Pixels side={even.side} rgba={paintSheet(even)} label={WORDS.input.even} />}
      </div>
    </li>
  );
}

interface PixelsProps {
  readonly side: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly label: string;
}

function Pixels({ side, rgba, label }: PixelsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, side, side), 0, 0);
  }, [rgba, side]);
  return (
    <figure>
      <canvas ref={canvas} class="input-pixels" width={side} height={side} role="img" aria-label={label} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}
