import { isBlank, isSame, type Sample, sampleOf } from './canvas-sample.ts';

/** Milliseconds from one look at a resting canvas to the next. After the last of them it is not looked at any more. */
const PAUSES = [300, 1000, 2000, 4000, 8000];
/** So many different looks in a row are a film. */
const MOVING = 3;
/** Milliseconds between looks at a canvas that moves. */
const MOVING_PAUSE = 2000;
/** Milliseconds for which what a person has asked to be read stays, even on a canvas that moves. */
const HOLD = 8000;

/** Another object for each look of the canvas, once it has been looked at and is not blank. */
export type CanvasState = 'unseen' | 'blank' | { readonly sample: Sample; readonly isMoving: boolean };

/**
 * Looks at one canvas from time to time, because nothing tells that a page has drawn on it. One that rests is looked at
 * five times in a quarter of a minute and then never again, until `wake` is called.
 */
export class CanvasWatch {
  readonly #canvas: HTMLCanvasElement;
  readonly #changed: () => void;
  #state: CanvasState = 'unseen';
  #isHeld = false;
  #last: Sample | undefined;
  #rests = 0;
  #changes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;

  constructor(canvas: HTMLCanvasElement, changed: () => void) {
    this.#canvas = canvas;
    this.#changed = changed;
  }

  get state(): CanvasState {
    return this.#state;
  }

  /** Something has happened upon which the page may draw. */
  wake(): void {
    this.#rests = 0;
    if (!this.#isHeld) this.#lookAfter(PAUSES[0] ?? 0);
  }

  /** Leaves it as it is for a while. */
  hold(): void {
    this.#isHeld = this.#state !== 'unseen';
    if (this.#isHeld) this.#lookAfter(HOLD);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  /** Begins at once. */
  start(): void {
    this.#rests = 0;
    this.#lookAfter(0);
  }

  #lookAfter(milliseconds: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#frame = requestAnimationFrame(() => this.#look());
    }, milliseconds);
  }

  #look(): void {
    this.#frame = undefined;
    this.#isHeld = false;
    const sample = sampleOf(this.#canvas);
    const isRest = this.#last !== undefined && isSame(sample, this.#last);
    this.#last = sample;
    this.#rests = isRest ? this.#rests + 1 : 0;
    this.#changes = isRest ? 0 : this.#changes + 1;
    this.#set(this.#stateOf(sample));
    const pause = this.#changes >= MOVING ? MOVING_PAUSE : PAUSES[this.#rests];
    if (pause !== undefined) this.#lookAfter(pause);
  }

  #stateOf(sample: Sample): CanvasState {
    if (isBlank(sample)) return 'blank';
    const isMoving = this.#changes >= MOVING;
    const before = this.#state;
    const isKnown =
      typeof before === 'object' && before.isMoving === isMoving && isSame(before.sample, sample);
    return isKnown ? before : { sample, isMoving };
  }

  #set(state: CanvasState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed();
  }
}
