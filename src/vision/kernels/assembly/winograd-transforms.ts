/**
 * The transforms of minimal filtering along one side, for spans of six, five and four inputs (`winograd.ts`): each reads and writes
 * vectors that lie a step apart. They are those of Toom and Cook for the points 0, 1, -1, 2, -2 and infinity, as far as they are needed.
 */

/** G g: taps to as many numbers as the span has. */
export function transformTaps(span: i32, from: usize, fromStep: usize, to: usize, toStep: usize): void {
  if (span == 6) tapsToSix(from, fromStep, to, toStep);
  else if (span == 5) tapsToFive(from, fromStep, to, toStep);
  else tapsToFour(from, fromStep, to, toStep);
}

function tapsToFour(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + fromStep), g2 = v128.load(from + 2 * fromStep);
  const outer = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(0.5)), middle = f32x4.mul(g1, f32x4.splat(0.5));
  v128.store(to, g0);
  v128.store(to + toStep, f32x4.add(outer, middle));
  v128.store(to + 2 * toStep, f32x4.sub(outer, middle));
  v128.store(to + 3 * toStep, g2);
}

function tapsToFive(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + fromStep), sixth = f32x4.splat(1.0 / 6);
  v128.store(to, f32x4.mul(g0, f32x4.splat(0.5)));
  v128.store(to + toStep, f32x4.mul(f32x4.add(g0, g1), f32x4.splat(0.5)));
  v128.store(to + 2 * toStep, f32x4.mul(f32x4.sub(g0, g1), sixth));
  v128.store(to + 3 * toStep, f32x4.mul(f32x4.add(g0, f32x4.add(g1, g1)), sixth));
  v128.store(to + 4 * toStep, g1);
}

function tapsToSix(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + fromStep), g2 = v128.load(from + 2 * fromStep);
  const outer = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(-1.0 / 6)), middle = f32x4.mul(g1, f32x4.splat(-1.0 / 6));
  const far = f32x4.add(f32x4.mul(g0, f32x4.splat(1.0 / 24)), f32x4.mul(g2, f32x4.splat(1.0 / 6)));
  const farMiddle = f32x4.mul(g1, f32x4.splat(1.0 / 12));
  v128.store(to, f32x4.mul(g0, f32x4.splat(0.25)));
  v128.store(to + toStep, f32x4.add(outer, middle));
  v128.store(to + 2 * toStep, f32x4.sub(outer, middle));
  v128.store(to + 3 * toStep, f32x4.add(far, farMiddle));
  v128.store(to + 4 * toStep, f32x4.sub(far, farMiddle));
  v128.store(to + 5 * toStep, g2);
}

/** B' d. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function inputToFour(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + fromStep);
  const d2 = v128.load(from + 2 * fromStep), d3 = v128.load(from + 3 * fromStep);
  v128.store(to, f32x4.sub(d0, d2));
  v128.store(to + toStep, f32x4.add(d1, d2));
  v128.store(to + 2 * toStep, f32x4.sub(d2, d1));
  v128.store(to + 3 * toStep, f32x4.sub(d3, d1));
}

/** B' d. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function inputToFive(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const two = f32x4.splat(2), minusTwo = f32x4.splat(-2), three = f32x4.splat(3);
  const d0 = v128.load(from), d1 = v128.load(from + fromStep), d2 = v128.load(from + 2 * fromStep);
  const d3 = v128.load(from + 3 * fromStep), d4 = v128.load(from + 4 * fromStep);
  const odd = f32x4.sub(d3, d1);
  v128.store(to, f32x4.relaxed_madd(f32x4.sub(d0, d2), two, odd));
  v128.store(to + toStep, f32x4.relaxed_madd(d1, two, f32x4.sub(d2, d3)));
  v128.store(to + 2 * toStep, f32x4.relaxed_madd(d1, minusTwo, f32x4.sub(f32x4.mul(d2, three), d3)));
  v128.store(to + 3 * toStep, odd);
  v128.store(to + 4 * toStep, f32x4.relaxed_madd(odd, minusTwo, f32x4.sub(d4, d2)));
}

/** B' d. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function inputToSix(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const four = f32x4.splat(4), five = f32x4.splat(-5), minusFour = f32x4.splat(-4), two = f32x4.splat(2);
  const d0 = v128.load(from), d1 = v128.load(from + fromStep), d2 = v128.load(from + 2 * fromStep);
  const d3 = v128.load(from + 3 * fromStep), d4 = v128.load(from + 4 * fromStep), d5 = v128.load(from + 5 * fromStep);
  const even = f32x4.relaxed_madd(d2, minusFour, d4), odd = f32x4.relaxed_madd(d1, minusFour, d3);
  const near = f32x4.sub(d4, d2), far = f32x4.mul(f32x4.sub(d3, d1), two);
  v128.store(to, f32x4.relaxed_madd(d0, four, f32x4.relaxed_madd(d2, five, d4)));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  v128.store(to + 3 * toStep, f32x4.add(near, far));
  v128.store(to + 4 * toStep, f32x4.sub(near, far));
  v128.store(to + 5 * toStep, f32x4.relaxed_madd(d1, four, f32x4.relaxed_madd(d3, five, d5)));
}

/** A' m: products to pixels; may write where it reads. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function toOutputs(span: i32, from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from), m1 = v128.load(from + fromStep), m2 = v128.load(from + 2 * fromStep);
  const m3 = v128.load(from + 3 * fromStep), nearSum = f32x4.add(m1, m2), nearDifference = f32x4.sub(m1, m2);
  if (span == 4) {
    v128.store(to, f32x4.add(m0, nearSum));
    v128.store(to + toStep, f32x4.add(nearDifference, m3));
    return;
  }
  const m4 = v128.load(from + 4 * fromStep);
  if (span == 5) {
    v128.store(to, f32x4.add(m0, f32x4.add(nearSum, m3)));
    v128.store(to + toStep, f32x4.relaxed_madd(m3, f32x4.splat(2), nearDifference));
    v128.store(to + 2 * toStep, f32x4.relaxed_madd(m3, f32x4.splat(4), nearSum));
    v128.store(to + 3 * toStep, f32x4.add(m4, f32x4.relaxed_madd(m3, f32x4.splat(8), nearDifference)));
    return;
  }
  const m5 = v128.load(from + 5 * fromStep), farSum = f32x4.add(m3, m4), farDifference = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(m0, f32x4.add(nearSum, farSum)));
  v128.store(to + toStep, f32x4.relaxed_madd(farDifference, f32x4.splat(2), nearDifference));
  v128.store(to + 2 * toStep, f32x4.relaxed_madd(farSum, f32x4.splat(4), nearSum));
  v128.store(to + 3 * toStep, f32x4.add(m5, f32x4.relaxed_madd(farDifference, f32x4.splat(8), nearDifference)));
}
