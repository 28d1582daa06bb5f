import { element } from './elements.ts';

/**
 * Calls back in the next frame, at the moment at which it costs least to measure. While the page rests that is an
 * animation frame. A page that is changing has not been laid out by then, and to measure would make the browser do it
 * once more than it had to: then an element of ours changes its size, of which a `ResizeObserver` is told after layout
 * and before painting.
 */
export class LayoutMoment {
  readonly element = element('div', 'moment');
  readonly #act: () => void;
  readonly #observer: ResizeObserver;
  #frame: number | undefined;
  #isPageChanging = false;
  #isWide = false;
  #isDue = false;

  /** @param act called at most once for each frame that was asked for */
  constructor(signal: AbortSignal, act: () => void) {
    this.#act = act;
    this.#observer = new ResizeObserver(() => {
      // It is told of the element's first size, too.
      if (this.#isDue) this.#run();
    });
    this.#observer.observe(this.element);
    signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  ask(): void {
    // Never at once: it may be asked for while sizes are told of, and the page would hear of an endless loop.
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#isPageChanging) this.#runAfterLayout();
      else this.#run();
    });
  }

  /** The page has just changed. */
  pageChanged(): void {
    this.#isPageChanging = true;
  }

  #runAfterLayout(): void {
    this.#isDue = true;
    this.#isWide = !this.#isWide;
    this.element.style.width = this.#isWide ? '2px' : '1px';
  }

  #run(): void {
    this.#isDue = false;
    this.#isPageChanging = false;
    this.#act();
  }

  #stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#isDue = false;
    this.#observer.disconnect();
  }
}
