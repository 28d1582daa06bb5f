import { largest } from './colour-scale.ts';
import type { ClassActivation, StepMaps } from './look.ts';

/** What speaks for something at each place, -1 to 1, to be laid over the face. */
export interface Heat {
  readonly side: number;
  /** [side, side], row by row. */
  readonly shares: Float32Array;
}

/** What spoke for and against an expression, in shares of the strongest place. */
export function heatOfExpression({ side, places }: ClassActivation, label: number, labels: number): Heat {
  const values = Float32Array.from(
    { length: side * side },
    (_, place) => places[place * labels + label] ?? 0,
  );
  return scaled(side, values);
}

/** Where one map of a step answers, in shares of the strongest answer on its sheet. */
export function heatOfMap({ side, channels, values, operation }: StepMaps, map: number): Heat {
  const own = Float32Array.from({ length: side * side }, (_, place) => values[place * channels + map] ?? 0);
  return operation === 'standardisation' ? scaled(side, own) : scaled(side, own, largest(values));
}

function scaled(side: number, values: Float32Array, most = largest(values)): Heat {
  return { side, shares: values.map((value) => value / most) };
}

const FOR = [255, 140, 20];
const AGAINST = [40, 120, 230];
/** Opacity of the strongest place: the face stays to be seen. */
const MOST_OPAQUE = 0.78;

/** As RGBA: orange where it speaks for, blue where it speaks against, nothing where it says nothing. */
export function paintHeat({ side, shares }: Heat): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (const [place, share] of shares.entries()) {
    const [red = 0, green = 0, blue = 0] = share >= 0 ? FOR : AGAINST;
    rgba.set([red, green, blue, Math.round(Math.abs(share) * MOST_OPAQUE * 255)], place * 4);
  }
  return rgba;
}
