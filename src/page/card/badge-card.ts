import { labelTranslator } from '../label-language.ts';
import {
  CARD_ID,
  type CardOwner,
  type CardSurroundings,
  type OpenableCard,
} from '../overlay/card-surroundings.ts';
import { element } from '../overlay/elements.ts';
import type { FaceMark } from '../overlay/face-mark.ts';
import { intoSpace } from '../overlay/origin.ts';
import type { OverlayHost } from '../overlay/overlay-host.ts';
import { holds, rectOf } from '../overlay/rect.ts';
import { viewportRect } from '../overlay/viewport.ts';
import CARD_CSS from './card.css?inline';
import { CardContent } from './card-content.ts';
import { placeCard } from './card-place.ts';
import { marksOfFaces, type ShownFace } from './shown-face.ts';
import { leadsOut } from './tab-edges.ts';

/** Milliseconds in which the pointer may come from the badge to its card. */
const ON_THE_WAY = 400;
/** Milliseconds that the pointer has to rest on another badge before the card goes there: it may only be crossing. */
const DWELL = 150;

/** Frames after a scroll until the marks of faces have come to rest where their picture is. */
const FRAMES_BEHIND = 4;

interface Open {
  readonly shown: ShownFace;
  /** Ends what was begun for it. */
  readonly end: AbortController;
  /** It stays until it is closed: the person has pressed the badge, or asked for the picture to be read. */
  isPinned: boolean;
}

/** The browser's own word comes a second time, when what the pointer is on has begun to meet it. */
function isToldByPlace({ isTrusted }: Event): boolean {
  return !isTrusted;
}

/**
 * The card of the badges of one document: a dialog that lets the page go on. Pointing at a badge, or reaching it with
 * the Tab key, shows it; pressing the badge keeps it open, by keyboard with the focus in it.
 */
export class BadgeCard implements OpenableCard {
  readonly #host: OverlayHost;
  readonly #surroundings: CardSurroundings;
  readonly #card = element('div', 'card');
  #open: Open | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The badge that gets the focus back: that alone does not open its card again. */
  #returningTo: FaceMark | undefined;

  /** @param signal takes the card away */
  constructor(host: OverlayHost, surroundings: CardSurroundings, signal: AbortSignal) {
    this.#host = host;
    this.#surroundings = surroundings;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CARD_CSS);
    host.root.adoptedStyleSheets.push(sheet);
    this.#card.id = CARD_ID;
    this.#card.role = 'dialog';
    this.#card.tabIndex = -1;
    this.#card.hidden = true;
    this.#card.addEventListener('pointerenter', (event) => {
      if (isToldByPlace(event)) clearTimeout(this.#timer);
    });
    this.#card.addEventListener('pointerleave', (event) => {
      if (isToldByPlace(event)) this.#leaveSoon();
    });
    this.#card.addEventListener('keydown', (event) => this.#tab(event));
    signal.addEventListener('abort', () => this.close(), { once: true });
  }

  /** Takes in what happens to a badge, in the order in which it happens. */
  hear(event: Event, mark: FaceMark, owner: CardOwner): void {
    if (event.type.startsWith('pointer')) this.#hearPointer(event, mark, owner);
    else if (event.type === 'focus') this.#reach(mark, owner);
    else if (event.type === 'blur') this.#leave(mark);
    else if (event.type === 'press') this.#press(mark, owner);
    else if (event.isTrusted && (event as MouseEvent).detail === 0) this.open(mark, owner);
    else if (event.isTrusted) this.#press(mark, owner);
  }

  /** Opens the card and gives it the focus. */
  open(mark: FaceMark, owner: CardOwner): void {
    this.#show(mark, owner, true);
    this.#card.focus({ preventScroll: true });
  }

  /** Closes the card; where a face is named, only if it is that face's. */
  close(mark?: FaceMark): void {
    const open = this.#open;
    if (mark !== undefined && open?.shown.mark !== mark) return;
    clearTimeout(this.#timer);
    if (open === undefined) return;
    this.#open = undefined;
    open.end.abort();
    open.shown.mark.badge.ariaExpanded = 'false';
    this.#card.hidden = true;
    // Nothing of a face stays behind.
    this.#card.replaceChildren();
    this.#card.ariaLabel = null;
    this.#card.ariaDescription = null;
  }

  #hearPointer(event: Event, mark: FaceMark, owner: CardOwner): void {
    if (!isToldByPlace(event)) return;
    if (event.type === 'pointerenter') this.#point(mark, owner);
    else this.#leaveSoon();
  }

  #point(mark: FaceMark, owner: CardOwner): void {
    clearTimeout(this.#timer);
    if (this.#open?.isPinned || this.#open?.shown.mark === mark) return;
    const wait = this.#open === undefined ? 0 : DWELL;
    this.#timer = setTimeout(() => this.#show(mark, owner, false), wait);
  }

  #leaveSoon(): void {
    clearTimeout(this.#timer);
    const open = this.#open;
    if (open === undefined || open.isPinned || open.shown.mark.badge.matches(':focus-visible')) return;
    this.#timer = setTimeout(() => this.close(), ON_THE_WAY);
  }

  #reach(mark: FaceMark, owner: CardOwner): void {
    const isReturn = this.#returningTo === mark;
    this.#returningTo = undefined;
    if (isReturn || !mark.badge.matches(':focus-visible') || this.#open?.shown.mark === mark) return;
    this.#show(mark, owner, false);
    // The Tab key goes on to the next badge; Enter leads into the card.
    this.#card.inert = true;
  }

  #leave(mark: FaceMark): void {
    if (this.#open?.isPinned === false) this.close(mark);
  }

  #press(mark: FaceMark, owner: CardOwner): void {
    if (this.#open?.shown.mark === mark && this.#open.isPinned) this.close(mark);
    else this.#show(mark, owner, true);
  }

  #show(mark: FaceMark, owner: CardOwner, isPinned: boolean): void {
    clearTimeout(this.#timer);
    this.#card.inert = false;
    if (this.#open?.shown.mark === mark) {
      this.#open.isPinned ||= isPinned;
      return;
    }
    this.close();
    const { picture } = owner;
    const { face } = mark;
    const reading = this.#surroundings.readingOf(picture);
    const shown = { mark, owner, face, picture, reading };
    const end = new AbortController();
    this.#open = { shown, isPinned, end };
    this.#fill(shown, end.signal);
    mark.badge.ariaExpanded = 'true';
    this.#watch(end.signal);
  }

  #fill(shown: ShownFace, signal: AbortSignal): void {
    const { language, direction } = labelTranslator();
    this.#card.lang = language;
    this.#card.dir = direction;
    this.#card.dataset.tint = shown.face.expression;
    const frame = {
      step: (by: 1 | -1) => this.#step(by),
      close: () => this.#closeByHand(),
      resized: () => this.#place(),
    };
    const content = new CardContent(shown, this.#surroundings, frame, signal);
    this.#card.replaceChildren(...content.elements());
    const { name, description } = content.inWords;
    this.#card.ariaLabel = name;
    this.#card.ariaDescription = description;
    this.#host.surfaceOf(shown.mark.element).element.append(this.#card);
    this.#card.hidden = false;
    this.#card.scrollTop = 0;
    this.#place();
  }

  #step(by: 1 | -1): void {
    if (this.#open === undefined) return;
    const marks = marksOfFaces(this.#open.shown);
    const { mark, owner } = this.#open.shown;
    const place = marks.findIndex(({ face }) => face === mark.face) + by;
    const next = marks.at(place % marks.length);
    if (next) this.open(next, owner);
  }

  /** What the person does while it is open, and where its face goes. */
  #watch(signal: AbortSignal): void {
    const onWindow = { capture: true, passive: true, signal };
    let frame = 0;
    const step = (left: number) => {
      this.#follow();
      frame = left > 0 && !signal.aborted ? requestAnimationFrame(() => step(left - 1)) : 0;
    };
    const follow = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => step(FRAMES_BEHIND));
    };
    window.addEventListener('scroll', follow, onWindow);
    window.addEventListener('resize', follow, onWindow);
    window.addEventListener('pointerdown', (event) => this.#pressElsewhere(event), onWindow);
    window.addEventListener('keydown', (event) => this.#escape(event), { capture: true, signal });
    signal.addEventListener('abort', () => cancelAnimationFrame(frame), { once: true });
  }

  #follow(): void {
    const badge = this.#open?.shown.mark.badge;
    if (badge === undefined) return;
    if (badge.getClientRects().length > 0) this.#place();
    else this.close();
  }

  #pressElsewhere({ target, clientX, clientY }: PointerEvent): void {
    const badge = this.#open?.shown.mark.badge;
    // Over a modal dialog they are inert, and what lies under them is the target.
    const own = [this.#card, ...(badge ? [badge] : [])];
    const isOwn = own.some((each) => holds(rectOf(each.getBoundingClientRect()), clientX, clientY));
    if (target !== this.#host.element && !isOwn) this.close();
  }

  #escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#closeByHand();
  }

  #tab(event: KeyboardEvent): void {
    if (event.key !== 'Tab' || !leadsOut(this.#card, this.#host.root.activeElement, event.shiftKey)) return;
    event.preventDefault();
    this.#closeByHand();
  }

  /** Closes it and gives the focus back to the badge, where the focus is in it. */
  #closeByHand(): void {
    const mark = this.#open?.shown.mark;
    const isFocused = this.#card.contains(this.#host.root.activeElement);
    this.close();
    if (mark === undefined || !isFocused) return;
    this.#returningTo = mark;
    mark.badge.focus({ preventScroll: true });
  }

  #place(): void {
    const mark = this.#open?.shown.mark;
    if (mark === undefined) return;
    const viewport = viewportRect();
    const badge = rectOf(mark.badge.getBoundingClientRect());
    const face = rectOf(mark.element.getBoundingClientRect());
    const card = rectOf(this.#card.getBoundingClientRect());
    const space = this.#host.surfaceOf(mark.element).document.space();
    const place = intoSpace(space, { ...card, ...placeCard(badge, face, card, viewport) });
    this.#card.style.left = `${place.x}px`;
    this.#card.style.top = `${place.y}px`;
  }
}
