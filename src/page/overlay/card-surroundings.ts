import type { Reading } from '../../vision/types.ts';
import type { CardCalls } from '../card/card-calls.ts';
import type { Picture } from '../picture.ts';
import type { FaceMark } from './face-mark.ts';
import type { OverlayHost } from './overlay-host.ts';

/** The card's, in the overlay's root: a pointer asks for it at each movement, and a selector would look at every badge. */
export const CARD_ID = 'card';

/** What badges have to know of the page for their card. */
export interface CardSurroundings {
  readonly calls: CardCalls;
  /** Brings what the card is made of. */
  fetchCard(): Promise<CardMaker>;
  /** What was read of a picture; nothing is kept of a film that plays. */
  readingOf(picture: Picture): Reading | undefined;
  /** Draws nothing on a picture any more, before the person asks for it. */
  hide(picture: Picture): void;
}

/** A face's mark together with those beside it. */
export interface CardOwner {
  readonly picture: Picture;
  /** The marks that are on screen. */
  readonly shownMarks: readonly FaceMark[];
}

/** The card, as badges know it. */
export interface OpenableCard {
  /** Takes in what happens to a badge, in the order in which it happens. */
  hear(event: Event, mark: FaceMark, owner: CardOwner): void;
  /** Opens the card and gives it the focus. */
  open(mark: FaceMark, owner: CardOwner): void;
  /** Closes the card; where a face is named, only if it is that face's. */
  close(mark?: FaceMark): void;
}

/** @param signal takes the card away */
export type CardMaker = new (
  host: OverlayHost,
  surroundings: CardSurroundings,
  signal: AbortSignal,
) => OpenableCard;
