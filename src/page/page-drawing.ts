import { reasonText } from '../i18n/reason-text.ts';
import type { ReadOutcome } from '../messaging/protocol.ts';
import type { TrackedFace } from '../tracking/track.ts';
import type { Face, Reading } from '../vision/types.ts';
import { labelTranslator } from './label-language.ts';
import { LateOverlay } from './late-overlay.ts';
import type { CardSurroundings } from './overlay/card-surroundings.ts';
import type { Look } from './overlay/face-mark.ts';
import type { HiddenFaces, Overlay } from './overlay/overlay.ts';
import type { Picture, Proximity } from './picture.ts';

/** All that changes how faces are drawn. */
const LOOK = [
  'labelStyle',
  'showBoxes',
  'leastConfidence',
  'palette',
  'labelSize',
  'labelLanguage',
] as const satisfies readonly (keyof Look)[];

/** What the card of a badge needs of the extension. */
export type CardParts = Pick<CardSurroundings, 'calls' | 'fetchCard'>;

/** Turns what became of pictures into what the person sees. There is no overlay before there is something to draw. */
export class PageDrawing {
  readonly #overlay: LateOverlay;
  readonly #readings = new WeakMap<Picture, Reading>();
  /** What the person wants nothing drawn on: addresses, and elements whose pictures have none. */
  readonly #hidden = new Set<unknown>();
  #look: Look;
  /** What nothing is known of was asked for by the person, who looks at it. */
  readonly #proximity = new WeakMap<Picture, Proximity>();
  readonly #unbadged: HiddenFaces;

  /**
   * @param signal takes everything away
   * @param fetchOverlay brings the class of the overlay
   * @param cards without it, badges have no card
   * @param unbadged told which faces of a picture have no badge though they are probable enough for one
   */
  constructor(
    look: Look,
    signal: AbortSignal,
    fetchOverlay: () => Promise<typeof Overlay>,
    cards?: CardParts,
    unbadged: HiddenFaces = () => undefined,
  ) {
    this.#look = look;
    this.#unbadged = unbadged;
    const surroundings = cards && {
      ...cards,
      readingOf: (picture: Picture) => this.#readings.get(picture),
      hide: (picture: Picture) => this.#hide(picture),
    };
    this.#overlay = new LateOverlay(async () => {
      const Fetched = await fetchOverlay();
      signal.throwIfAborted();
      return new Fetched(signal, this.#look, (picture) => this.#proximityOf(picture), surroundings, unbadged);
    });
  }

  restyle(look: Look): void {
    const before = this.#look;
    this.#look = look;
    const isOther = LOOK.some((name) => before[name] !== look[name]);
    if (isOther) this.#overlay.change((overlay) => overlay.restyle(look));
  }

  /** Marks a picture as being read. */
  busy(picture: Picture): void {
    this.#overlay.do((overlay) => overlay.say(picture, { kind: 'busy' }), picture);
  }

  /** Takes the busy mark away. */
  idle(picture: Picture): void {
    this.#overlay.change((overlay) => overlay.say(picture, undefined), picture);
  }

  /** Draws the faces, and nothing where there are none. */
  show(picture: Picture, outcome: ReadOutcome | undefined): void {
    if (outcome?.ok && outcome.reading.faces.length > 0) this.#draw(picture, outcome.reading);
  }

  /** Draws the faces and opens the card of the first, or says why there are none. */
  answer(picture: Picture, outcome: ReadOutcome): void {
    if (this.#hidden.delete(keyOf(picture))) this.#unbadged(picture, []);
    if (outcome.ok) this.#draw(picture, outcome.reading);
    this.#overlay.do((overlay) => {
      const reason = outcome.ok
        ? whyNoBadges(picture, outcome.reading.faces.length, overlay)
        : reasonText(outcome, labelTranslator());
      overlay.say(picture, reason === undefined ? undefined : { kind: 'reason', text: reason });
      if (reason === undefined) overlay.openCard(picture);
    }, picture);
  }

  /** Brings a face into view and points it out. */
  pointOut(picture: Picture, face: Face): void {
    this.#overlay.change((overlay) => overlay.pointOut(picture, face), picture);
  }

  /** Draws the faces of a film as they are now, in place of those of a moment ago. */
  follow(picture: Picture, faces: readonly TrackedFace[]): void {
    if (this.#hidden.has(keyOf(picture))) return;
    this.#readings.delete(picture);
    if (faces.length > 0) this.#overlay.do((overlay) => overlay.draw(picture, faces), picture);
    else this.erase(picture);
  }

  /** Draws the faces of the moment on which a film rests; where that could not be read, the last ones stay. */
  rest(picture: Picture, outcome: ReadOutcome): void {
    if (!outcome.ok) return;
    if (outcome.reading.faces.length > 0) this.#draw(picture, outcome.reading);
    else this.erase(picture);
  }

  /** Takes the faces of a moment away, unless the person looks into one of them; returns whether they are gone. */
  withdraw(picture: Picture): boolean {
    let isGone = true;
    this.#overlay.change((overlay) => {
      isGone = !overlay.isLookedInto(picture);
      if (isGone) overlay.erase(picture);
    }, picture);
    return isGone;
  }

  erase(picture: Picture): void {
    this.#overlay.erase(picture);
  }

  setProximity(picture: Picture, proximity: Proximity): void {
    const wasFar = this.#proximityOf(picture) === 'far';
    this.#proximity.set(picture, proximity);
    const isFar = proximity === 'far';
    if (isFar !== wasFar) this.#overlay.change((overlay) => overlay.setNear(picture, !isFar), picture);
  }

  /** Hides what is drawn over these pictures until what it returns is called; nothing moves and nothing loses the focus. */
  conceal(pictures: readonly Picture[]): () => void {
    let isOver = false;
    let reveal = () => {};
    // Brought where there is none: what is drawn from now on has to be hidden too.
    this.#overlay.do((overlay) => {
      if (!isOver) reveal = overlay.conceal(pictures);
    });
    return () => {
      isOver = true;
      reveal();
    };
  }

  #draw(picture: Picture, reading: Reading): void {
    if (this.#hidden.has(keyOf(picture))) {
      this.#unbadged(picture, reading.faces);
      return;
    }
    this.#readings.set(picture, reading);
    this.#overlay.do((overlay) => overlay.draw(picture, reading.faces), picture);
  }

  /** Draws nothing on a picture any more, nor on others with its address, before the person asks for it. */
  #hide(picture: Picture): void {
    const key = keyOf(picture);
    this.#hidden.add(key);
    this.#overlay.change((overlay) => {
      const erased = overlay.eraseAll((each) => keyOf(each) === key);
      for (const each of erased) this.#unbadged(each, this.#readings.get(each)?.faces ?? []);
      overlay.say(picture, { kind: 'reason', text: labelTranslator().t('label.hidden') });
    });
  }

  #proximityOf(picture: Picture): Proximity {
    return this.#proximity.get(picture) ?? 'visible';
  }
}

function keyOf({ address, element }: Picture): unknown {
  return address || element;
}

function whyNoBadges(picture: Picture, faceCount: number, overlay: Overlay): string | undefined {
  if (faceCount === 0) return labelTranslator().t('label.noFace');
  if (!overlay.hasBadges(picture)) return labelTranslator().t('label.noneProbable');
  return overlay.follows(picture) ? undefined : labelTranslator().t('label.notFollowed');
}
