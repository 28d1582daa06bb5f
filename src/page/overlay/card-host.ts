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
  /** Whose badges there are; the badges that go are forgotten with their elements. */
  readonly #attended = new WeakMap<EventTarget, readonly [FaceMark, CardOwner]>();
  #card: OpenableCard | undefined;
  #coming: Promise<OpenableCard | undefined> | undefined;

  constructor(host: OverlayHost, surroundings: CardSurroundings | undefined, signal: AbortSignal) {
    this.#host = host;
    this.#surroundings = surroundings;
    this.#signal = signal;
    // One for all badges, on their way down: most of these events do not come up again.
    for (const type of EVENTS)
      host.root.addEventListener(type, (event) => this.#hear(event), { capture: true });
  }

  /** Lets a badge open the card. */
  attend(mark: FaceMark, owner: CardOwner): void {
    this.#attended.set(mark.badge, [mark, owner]);
  }

  /** Opens the card of a face and gives it the focus, as the person has asked. */
  async open(mark: FaceMark, owner: CardOwner): Promise<void> {
    (await this.#fetch())?.open(mark, owner);
  }

  /** Closes the card if it is this face's. */
  close(mark: FaceMark): void {
    this.#card?.close(mark);
  }

  async #hear(event: Event): Promise<void> {
    const attended = event.target && this.#attended.get(event.target);
    // In their order, also those that come before the card does.
    if (attended) (await this.#fetch())?.hear(event, ...attended);
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
