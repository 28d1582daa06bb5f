import { reasonText } from '../i18n/reason-text.ts';
import type { ReadOutcome } from '../messaging/protocol.ts';
import type { TrackedFace } from '../tracking/track.ts';
import type { Face } from '../vision/types.ts';
import { labelTranslator } from './label-language.ts';
import type { Look } from './overlay/face-mark.ts';
import { Overlay } from './overlay/overlay.ts';
import { isFollowed } from './overlay/screen-turn.ts';
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

/** Turns what became of pictures into what the person sees. There is no overlay before there is something to draw. */
export class PageDrawing {
  readonly #signal: AbortSignal;
  #look: Look;
  #overlay: Overlay | undefined;
  /** What nothing is known of was asked for by the person, who looks at it. */
  readonly #proximity = new WeakMap<Picture, Proximity>();

  /** @param signal takes everything away */
  constructor(look: Look, signal: AbortSignal) {
    this.#signal = signal;
    this.#look = look;
  }

  restyle(look: Look): void {
    const before = this.#look;
    this.#look = look;
    if (LOOK.some((name) => before[name] !== look[name])) this.#overlay?.restyle(look);
  }

  /** Marks a picture as being read. */
  busy(picture: Picture): void {
    this.#open().say(picture, { kind: 'busy' });
  }

  /** Takes the busy mark away. */
  idle(picture: Picture): void {
    this.#overlay?.say(picture, undefined);
  }

  /** Draws the faces, and nothing where there are none. */
  show(picture: Picture, outcome: ReadOutcome | undefined): void {
    if (outcome?.ok && outcome.reading.faces.length > 0) this.#open().draw(picture, outcome.reading.faces);
  }

  /** Draws the faces, or says why there are none. */
  answer(picture: Picture, outcome: ReadOutcome): void {
    const overlay = this.#open();
    if (!outcome.ok) {
      overlay.say(picture, { kind: 'reason', text: reasonText(outcome, labelTranslator()) });
      return;
    }
    overlay.draw(picture, outcome.reading.faces);
    const reason = whyNoBadges(picture, outcome.reading.faces.length, overlay.hasBadges(picture));
    overlay.say(picture, reason === undefined ? undefined : { kind: 'reason', text: reason });
  }

  /** Brings a face into view and points it out. */
  pointOut(picture: Picture, face: Face): void {
    this.#overlay?.pointOut(picture, face);
  }

  /** Draws the faces of a film as they are now, in place of those of a moment ago. */
  follow(picture: Picture, faces: readonly TrackedFace[]): void {
    if (faces.length > 0) this.#open().draw(picture, faces);
    else this.#overlay?.erase(picture);
  }

  /** Draws the faces of the moment on which a film rests; where that could not be read, the last ones stay. */
  rest(picture: Picture, outcome: ReadOutcome): void {
    if (!outcome.ok) return;
    if (outcome.reading.faces.length > 0) this.#open().draw(picture, outcome.reading.faces);
    else this.#overlay?.erase(picture);
  }

  erase(picture: Picture): void {
    this.#overlay?.erase(picture);
  }

  setProximity(picture: Picture, proximity: Proximity): void {
    const wasFar = this.#proximityOf(picture) === 'far';
    this.#proximity.set(picture, proximity);
    const isFar = proximity === 'far';
    if (isFar !== wasFar) this.#overlay?.setNear(picture, !isFar);
  }

  /** Hides all that is drawn until what it returns is called; nothing moves and nothing loses the focus. */
  conceal(): () => void {
    // Opened where there is none: what is drawn from now on has to be hidden too.
    return this.#open().conceal();
  }

  #proximityOf(picture: Picture): Proximity {
    return this.#proximity.get(picture) ?? 'visible';
  }

  #open(): Overlay {
    this.#overlay ??= new Overlay(this.#signal, this.#look, (picture) => this.#proximityOf(picture));
    return this.#overlay;
  }
}

function whyNoBadges(picture: Picture, faceCount: number, hasBadges: boolean): string | undefined {
  if (faceCount === 0) return labelTranslator().t('label.noFace');
  if (!hasBadges) return labelTranslator().t('label.noneProbable');
  return isFollowed(picture.element) ? undefined : labelTranslator().t('label.notFollowed');
}
