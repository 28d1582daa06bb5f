/** Milliseconds between two looks at what fades. */
const EVERY = 250;

/** What an animation hides and shows for ever, if it does: of others the end is told. */
function endlesslyFaded({ effect }: Animation): Element | null {
  if (!(effect instanceof KeyframeEffect)) return null;
  if (effect.getComputedTiming().iterations !== Number.POSITIVE_INFINITY) return null;
  const fades = effect.getKeyframes().some((frame) => 'opacity' in frame || 'visibility' in frame);
  return fades ? effect.target : null;
}

/**
 * Slide shows that styles alone keep going: nothing is told when they show another picture. Looks are taken only while there are
 * such.
 */
export class Fades {
  readonly #running = new Map<Animation, Element>();
  readonly #look: (elements: readonly Element[]) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param look called now and then, with the elements that fade */
  constructor(signal: AbortSignal, look: (elements: readonly Element[]) => void) {
    this.#look = look;
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** These have begun, or were there before. */
  note(animations: readonly Animation[]): void {
    for (const animation of animations) {
      const target = endlesslyFaded(animation);
      if (target) this.#running.set(animation, target);
    }
    if (this.#running.size > 0) this.#timer ??= setTimeout(() => this.#run(), EVERY);
  }

  #run(): void {
    this.#timer = undefined;
    for (const [animation, { isConnected }] of this.#running) {
      if (!isConnected || animation.playState !== 'running') this.#running.delete(animation);
    }
    this.#look([...this.#running.values()]);
    this.note([]);
  }
}
