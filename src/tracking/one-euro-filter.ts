/** Terms of a One Euro filter, in hertz and in hertz for each unit of speed. */
export interface OneEuroTerms {
  /** Cut-off at rest: lower is steadier. */
  readonly restCutoff: number;
  /** How much the cut-off rises with speed: higher lags less. */
  readonly speedGain: number;
  /** Cut-off of the speed itself. */
  readonly speedCutoff: number;
}

/** The weight of a new value in a first-order low pass with this cut-off in hertz, after so many seconds. */
function weightOf(cutoff: number, seconds: number): number {
  return 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));
}

/**
 * Smooths a value that is measured at uneven times: much at rest, where jitter shows, and little in motion, where lag
 * does. Casiez, Roussel and Vogel, "1€ Filter: A Simple Speed-based Low-pass Filter for Noisy Input in Interactive
 * Systems", CHI 2012.
 */
export class OneEuroFilter {
  readonly #terms: OneEuroTerms;
  #measured: number;
  #value: number;
  #speed = 0;

  constructor(first: number, terms: OneEuroTerms) {
    this.#terms = terms;
    this.#measured = first;
    this.#value = first;
  }

  get value(): number {
    return this.#value;
  }

  /** In units a second. */
  get speed(): number {
    return this.#speed;
  }

  /**
   * @param seconds since the last measurement, above 0
   * @param unit what counts as one unit of speed, in units of the value
   */
  add(measured: number, seconds: number, unit: number): void {
    const { restCutoff, speedGain, speedCutoff } = this.#terms;
    const speed = (measured - this.#measured) / seconds;
    this.#speed += weightOf(speedCutoff, seconds) * (speed - this.#speed);
    const cutoff = restCutoff + (speedGain * Math.abs(this.#speed)) / unit;
    this.#value += weightOf(cutoff, seconds) * (measured - this.#value);
    this.#measured = measured;
  }
}
