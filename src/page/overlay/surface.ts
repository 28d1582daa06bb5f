import { element } from './elements.ts';
import { Origin, type Space } from './origin.ts';

/** What layers are hung on: two places without a size, one that moves with the document and one that stays in view. */
export class Surface {
  readonly element = element('div', 'surface');
  readonly document = new Origin('origin');
  readonly viewport = new Origin('origin on-viewport');

  constructor() {
    this.element.append(this.document.element, this.viewport.element);
  }

  /** Reads the page's layout. */
  spaces(): Record<'document' | 'viewport', Space> {
    return { document: this.document.space(), viewport: this.viewport.space() };
  }

  get isEmpty(): boolean {
    return !this.document.holdsMore && !this.viewport.holdsMore;
  }
}

/** What may change the order of the top layer. */
const TOP_EVENTS = ['toggle', 'close', 'fullscreenchange'];

/**
 * A surface in the top layer of the document: a popover inside the overlay's closed root, so that nothing is added to
 * the page for it. `manual` ones close no other and are closed by none.
 */
export class TopSurface extends Surface {
  readonly #under = new Set<Element>();

  constructor(signal: AbortSignal) {
    super();
    this.element.classList.add('on-top');
    this.element.popover = 'manual';
    const forget = () => this.#under.clear();
    for (const type of TOP_EVENTS) document.addEventListener(type, forget, { capture: true, signal });
  }

  /** Has it over these elements of the top layer. */
  raise(elements: readonly Element[]): void {
    const { element: popover } = this;
    const isOpen = popover.matches(':popover-open');
    if (!popover.isConnected || (isOpen && elements.every((element) => this.#under.has(element)))) return;
    if (isOpen) popover.hidePopover();
    popover.showPopover();
    for (const element of elements) this.#under.add(element);
  }

  lower(): void {
    if (this.element.matches(':popover-open')) this.element.hidePopover();
  }
}
