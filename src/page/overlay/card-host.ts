import type { CardOwner, CardSurroundings, OpenableCard } from './card-surroundings.ts';
import type { FaceMark } from './face-mark.ts';
import type { OverlayHost } from './overlay-host.ts';

/** What may open or close a card. */
const EVENTS = ['pointerenter', 'pointerleave', 'focus', 'blur', 'click', 'press'] as const;

/** Has the card opened at badges. What it is made of comes when a badge is first pointed at: most pages never need it. */
export class CardHost {
  readonly #host: OverlayHost;
  readonly #surroundings: CardSurroundings | undefined;
  readonly #signal: AbortSignal;
  #card: OpenableCard | undefined;
  #coming: Promise<OpenableCard | undefined> | undefined;

  constructor(host: OverlayHost, surroundings: CardSurroundings | undefined, signal: AbortSignal) {
    this.#host = host;
    this.#surroundings = surroundings;
    this.#signal = signal;
  }

  /** Lets a badge open the card; the listeners go with the badge. */
  attend(mark: FaceMark, owner: CardOwner): void {
    mark.badge.ariaHasPopup = 'dialog';
    for (const type of EVENTS) {
      mark.badge.addEventListener(type, async (event) => {
        // In their order, also those that come before the card does.
        (await this.#fetch())?.hear(event, mark, owner);
      });
    }
  }

  /** Opens the card of a face and gives it the focus, as the person has asked. */
  async open(mark: FaceMark, owner: CardOwner): Promise<void> {
    (await this.#fetch())?.open(mark, owner);
  }

  /** Closes the card if it is this face's. */
  close(mark: FaceMark): void {
    this.#card?.close(mark);
  }

  /** Without it the badges stay what they are; it is tried again at the next that is pointed at. */
  #fetch(): Promise<OpenableCard | undefined> {
    const surroundings = this.#surroundings;
    this.#coming ??= surroundings?.fetchCard().then(
      (Card) => {
        if (this.#signal.aborted) return undefined;
        this.#card = new Card(this.#host, surroundings, this.#signal);
        return this.#card;
      },
      () => {
        this.#coming = undefined;
        return undefined;
      },
    );
    return this.#coming ?? Promise.resolve(undefined);
  }
}
