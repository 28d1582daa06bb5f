import { useLayoutEffect, useRef } from 'preact/hooks';
import { number, t } from '../i18n/browser-language.ts';
import { paintSheet } from './contact-sheet.ts';
import { grayRgba } from './gray-rgba.ts';
import type { Look } from './look.ts';

/** The face as it comes in, and as the first layer gets it. */
export function InputStage({ look: { crop, steps } }: { readonly look: Look }) {
  const even = steps.find(({ operation }) => operation === 'standardisation');
  return (
    <li class="inside-stage" data-stage="input">
      <h3>{t('inside.input.title')}</h3>
      <p>{t('inside.input.sentence', { side: number(crop.side) })}</p>
      <div class="sheets">
        <Pixels side={crop.side} rgba={grayRgba(crop)} label={t('inside.input.crop')} />
        {even && <Pixels side={even.side} rgba={paintSheet(even)} label={t('inside.input.even')} />}
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
