import { browser } from 'wxt/browser';

/** Where the running copy of the page script is noted: pages cannot see the globals of Mien's isolated world. */
const RUNNING = Symbol.for('Mien: the running page script');
const globals = globalThis as typeof globalThis & { [RUNNING]?: AbortController };

/**
 * How long one copy of the page script lives: until another starts in the same frame, or until the extension is reloaded
 * or removed. The build puts it in the place of WXT's class of this name, which tells older copies by an event in the
 * document, where any page hears it and so knows that Mien is installed.
 */
export class ContentScriptContext {
  readonly #life = new AbortController();

  constructor() {
    globals[RUNNING]?.abort();
    globals[RUNNING] = this.#life;
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /** Asking ends a copy whose extension is no more. */
  get isValid(): boolean {
    if (browser.runtime?.id === undefined) this.#life.abort();
    return !this.signal.aborted;
  }
}
