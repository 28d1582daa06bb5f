import { fillCard } from './card.ts';
import { placeCard } from './card-place.ts';
import { element } from './elements.ts';
import type { FaceMark } from './face-mark.ts';
import { intoSpace } from './origin.ts';
import type { OverlayHost } from './overlay-host.ts';
import { rectOf } from './rect.ts';

/** Shows one card at a time: beside the badge that the pointer or the keyboard is on. */
export class CardHost {
  readonly #card = element('div', 'card');
  readonly #host: OverlayHost;
  #shown: FaceMark | undefined;

  constructor(host: OverlayHost, signal: AbortSignal) {
    this.#host = host;
    this.#card.role = 'tooltip';
    this.#card.hidden = true;
    host.surfaceOf(this.#card).element.append(this.#card);
    host.root.addEventListener('keydown', (event) => this.#closeOnEscape(event as KeyboardEvent), { signal });
  }

  /** Lets a badge open the card; the listeners go with the badge. */
  attend(mark: FaceMark): void {
    const { badge } = mark;
    badge.addEventListener('pointerenter', () => this.#open(mark));
    badge.addEventListener('pointerleave', () => {
      if (!badge.matches(':focus-visible')) this.close(mark);
    });
    badge.addEventListener('focus', () => this.#open(mark));
    badge.addEventListener('blur', () => this.close(mark));
    badge.addEventListener('click', (event) => {
      // A pointer has opened it already by coming here; on a keyboard the key opens and closes it.
      if (event.detail > 0 || this.#shown !== mark) this.#open(mark);
      else this.close(mark);
    });
  }

  /** Closes the card if it is this face's. */
  close(mark: FaceMark): void {
    if (this.#shown !== mark) return;
    this.#shown = undefined;
    this.#card.hidden = true;
    mark.badge.ariaDescription = null;
  }

  #open(mark: FaceMark): void {
    if (this.#shown === mark) return;
    if (this.#shown) this.close(this.#shown);
    this.#shown = mark;
    const surface = this.#host.surfaceOf(mark.element);
    surface.element.append(this.#card);
    mark.badge.ariaDescription = fillCard(this.#card, mark.face);
    this.#card.dataset.tint = mark.face.expression;
    this.#card.hidden = false;
    const badge = rectOf(mark.badge.getBoundingClientRect());
    const { clientWidth, clientHeight } = document.documentElement;
    // In quirks mode the root element is as tall as its content; the window then knows better.
    const height = Math.min(clientHeight, window.innerHeight) || window.innerHeight;
    const viewport = { x: 0, y: 0, width: clientWidth, height };
    const face = rectOf(mark.element.getBoundingClientRect());
    const card = rectOf(this.#card.getBoundingClientRect());
    const place = intoSpace(surface.document.space(), {
      ...card,
      ...placeCard(badge, face, card, viewport),
    });
    this.#card.style.left = `${place.x}px`;
    this.#card.style.top = `${place.y}px`;
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.#shown === undefined) return;
    event.preventDefault();
    this.close(this.#shown);
  }
}
