import { describe, expect, it } from 'vitest';
import { PALETTE_TINTS, type Tints } from '../../../src/expressions/palettes.ts';
import { EXPRESSIONS } from '../../../src/vision/types.ts';

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/**
 * What people without one kind of cone see, in linear light: G. Machado, M. Oliveira, L. Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.
 */
const SIGHTS: Readonly<Record<string, Matrix>> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Rgb;

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const seen = (colour: Rgb, sight: Matrix): Rgb =>
  sight.map((row) => Math.min(1, Math.max(0, dot(row, colour)))) as unknown as Rgb;

/** CIE 1976 L*a*b*, D65. */
function lab(colour: Rgb): Rgb {
  const f = (value: number) =>
    value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116;
  const x = f(dot([0.4124, 0.3576, 0.1805], colour) / 0.95047);
  const y = f(dot([0.2126, 0.7152, 0.0722], colour));
  const z = f(dot([0.0193, 0.1192, 0.9505], colour) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The smallest difference between two colours of a palette, in units of L*a*b*; 2.3 is just noticeable. */
function leastDifference(tints: Tints, sight: Matrix): number {
  const colours = EXPRESSIONS.map((expression) => lab(seen(linear(tints[expression]), sight)));
  const differences = colours.flatMap((a, index) =>
    colours.slice(index + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  );
  return Math.min(...differences);
}

const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex));
const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

describe('the colours that are safe for the colour-blind', () => {
  const tints = PALETTE_TINTS['colour-safe'];

  it.each(Object.keys(SIGHTS))('are told apart with %s', (name) => {
    const sight = SIGHTS[name] as Matrix;
    expect(leastDifference(tints, sight)).toBeGreaterThan(10);
  });

  it('are so by more than the standard ones', () => {
    const least = (palette: Tints) =>
      Math.min(...Object.values(SIGHTS).map((sight) => leastDifference(palette, sight)));
    expect(least(tints)).toBeGreaterThan(1.5 * least(PALETTE_TINTS.standard));
  });
});

describe('every palette', () => {
  it.each(Object.entries(PALETTE_TINTS))(
    '%s stands out from the dark line around each frame',
    (_name, tints) => {
      for (const expression of EXPRESSIONS)
        expect(contrast(tints[expression], '#16181d'), expression).toBeGreaterThan(3);
    },
  );
});
