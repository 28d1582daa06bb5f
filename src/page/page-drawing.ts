import { reasonText } from '../i18n/reason-text.ts';
import type { ReadOutcome } from '../messaging/protocol.ts';
import type { TrackedFace } from '../tracking/track.ts';
import type { Face } from '../vision/types.ts';
import { labelTranslator } from './label-language.ts';
import { LateOverlay } from './late-overlay.ts';
import type { Look } from './overlay/face-mark.ts';
import type { Overlay } from './overlay/overlay.ts';
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
  readonly #overlay: LateOverlay;
  #look: Look;
  /** What nothing is known of was asked for by the person, who looks at it. */
  readonly #proximity = new WeakMap<Picture, Proximity>();

  /**
   * @param signal takes everything away
   * @param fetchOverlay brings the class of the overlay
   */
  constructor(look: Look, signal: AbortSignal, fetchOverlay: () => Promise<typeof Overlay>) {
    this.#look = look;
    this.#overlay = new LateOverlay(async () => {
      const Fetched = await fetchOverlay();
      signal.throwIfAborted();
      return new Fetched(signal, this.#look, (picture) => this.#proximityOf(picture));
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
    this.#overlay.do((overlay) => overlay.say(picture, { kind: 'busy' }));
  }

  /** Takes the busy mark away. */
  idle(picture: Picture): void {
    this.#overlay.change((overlay) => overlay.say(picture, undefined));
  }

  /** Draws the faces, and nothing where there are none. */
  show(picture: Picture, outcome: ReadOutcome | undefined): void {
    if (outcome?.ok && outcome.reading.faces.length > 0) this.#draw(picture, outcome.reading.faces);
  }

  /** Draws the faces, or says why there are none. */
  answer(picture: Picture, outcome: ReadOutcome): void {
    this.#overlay.do((overlay) => {
      if (!outcome.ok) {
        overlay.say(picture, { kind: 'reason', text: reasonText(outcome, labelTranslator()) });
        return;
      }
      overlay.draw(picture, outcome.reading.faces);
      const reason = whyNoBadges(picture, outcome.reading.faces.length, overlay);
      overlay.say(picture, reason === undefined ? undefined : { kind: 'reason', text: reason });
    });
  }

  /** Brings a face into view and points it out. */
  pointOut(picture: Picture, face: Face): void {
    this.#overlay.change((overlay) => overlay.pointOut(picture, face));
  }

  /** Draws the faces of a film as they are now, in place of those of a moment ago. */
  follow(picture: Picture, faces: readonly TrackedFace[]): void {
    this.#redraw(picture, faces);
  }

  /** Draws the faces of the moment on which a film rests; where that could not be read, the last ones stay. */
  rest(picture: Picture, outcome: ReadOutcome): void {
    if (outcome.ok) this.#redraw(picture, outcome.reading.faces);
  }

  erase(picture: Picture): void {
    this.#overlay.change((overlay) => overlay.erase(picture));
  }

  setProximity(picture: Picture, proximity: Proximity): void {
    const wasFar = this.#proximityOf(picture) === 'far';
    this.#proximity.set(picture, proximity);
    const isFar = proximity === 'far';
    if (isFar !== wasFar) this.#overlay.change((overlay) => overlay.setNear(picture, !isFar));
  }

  /** Hides all that is drawn until what it returns is called; nothing moves and nothing loses the focus. */
  conceal(): () => void {
    let isOver = false;
    let reveal = () => {};
    // Brought where there is none: what is drawn from now on has to be hidden too.
    this.#overlay.do((overlay) => {
      if (!isOver) reveal = overlay.conceal();
    });
    return () => {
      isOver = true;
      reveal();
    };
  }

  #redraw(picture: Picture, faces: readonly Face[]): void {
    if (faces.length > 0) this.#draw(picture, faces);
    else this.erase(picture);
  }

  #draw(picture: Picture, faces: readonly Face[]): void {
    this.#overlay.do((overlay) => overlay.draw(picture, faces));
  }

  #proximityOf(picture: Picture): Proximity {
    return this.#proximity.get(picture) ?? 'visible';
  }
}

function whyNoBadges(picture: Picture, faceCount: number, overlay: Overlay): string | undefined {
  if (faceCount === 0) return labelTranslator().t('label.noFace');
  if (!overlay.hasBadges(picture)) return labelTranslator().t('label.noneProbable');
  return overlay.follows(picture) ? undefined : labelTranslator().t('label.notFollowed');
}
