import { CARD_ID } from './card-surroundings.ts';
import { holds, isEmpty, type Rect, rectOf } from './rect.ts';

/** Marks the badge or card that the pointer is on, which alone meets it. */
const MET = 'met';
/** What a press is made of; none of it is for what lies under a badge or a card. */
const PRESS = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'] as const;

/**
 * Milliseconds for which places are remembered: a pointer moves in each frame, and badges seldom, of which we are told. What
 * scrolls with the document is known; what an inner scroller has moved is put in place anew.
 */
const REMEMBERED = 1000;

/** Where badges were when they were last looked at, so that not each movement of the pointer asks after all of them. */
class BadgePlaces {
  readonly #root: ShadowRoot;
  #known: readonly { readonly badge: Element; readonly box: Rect }[] = [];
  #until = Number.NEGATIVE_INFINITY;
  #scroll = { x: 0, y: 0 };

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  forget(): void {
    this.#until = Number.NEGATIVE_INFINITY;
  }

  /** Those that may be at a point: they were there, or would be if they have scrolled with the page. */
  *near({ clientX, clientY }: MouseEvent): Generator<Element> {
    if (performance.now() > this.#until) this.#look();
    const [dx, dy] = [window.scrollX - this.#scroll.x, window.scrollY - this.#scroll.y];
    for (const { badge, box } of this.#known) {
      if (holds(box, clientX, clientY) || holds(box, clientX + dx, clientY + dy)) yield badge;
    }
  }

  #look(): void {
    this.#known = [...this.#root.querySelectorAll('.near .badge')].map((badge) => ({
      badge,
      box: rectOf(badge.getBoundingClientRect()),
    }));
    this.#scroll = { x: window.scrollX, y: window.scrollY };
    this.#until = performance.now() + REMEMBERED;
  }
}

/** Whether what was pressed before is no longer pressed. */
function isNewGesture({ type, buttons }: PointerEvent): boolean {
  return type === 'pointerdown' || (type === 'pointermove' && buttons === 0);
}

/**
 * Tells badges and card by their place where the person's pointer is, in events that never leave the overlay's closed
 * root. For the page they are nowhere until then: it could find out by `elementsFromPoint` where faces are, and how long
 * their labels. And where a modal dialog, or what fills the screen, makes all else inert, they would meet no pointer:
 * there, and under a finger that comes from nowhere, a press is told as `press`.
 *
 * @returns to be called when badges have been put elsewhere
 */
export function tellByPlace(root: ShadowRoot, signal: AbortSignal): () => void {
  let over: Element | undefined;
  /** What the person has pressed is the page's, and so is what they drag, wherever they let go of it. */
  let isOfPage = false;
  const places = new BadgePlaces(root);
  const first = (elements: Iterable<Element>, { clientX, clientY }: MouseEvent) => {
    for (const element of elements) {
      const box = rectOf(element.getBoundingClientRect());
      if (!isEmpty(box) && holds(box, clientX, clientY)) return element;
    }
    return undefined;
  };
  const card = () => root.getElementById(CARD_ID);
  const cardAt = (event: MouseEvent) => {
    const open = card();
    return open ? first([open], event) : undefined;
  };
  const touched = (event: MouseEvent) => {
    // What is pressed is looked for anew.
    if (event.type !== 'pointermove') places.forget();
    return cardAt(event) ?? first(places.near(event), event);
  };
  const tell = (event: PointerEvent) => {
    // A page can make up events; only the person's own count.
    if (!event.isTrusted) return;
    const isGone = event.type === 'pointerout';
    if (isGone && event.relatedTarget !== null) return;
    if (isNewGesture(event)) isOfPage = false;
    const now = isGone || isOfPage ? undefined : touched(event);
    if (event.type === 'pointerdown') isOfPage = now === undefined;
    if (now === over) return;
    over?.classList.remove(MET);
    over?.dispatchEvent(new PointerEvent('pointerleave'));
    now?.classList.add(MET);
    now?.dispatchEvent(new PointerEvent('pointerenter'));
    over = now;
  };
  const press = (event: MouseEvent) => {
    if (event.target === root.host || !event.isTrusted || isOfPage) return;
    const part = touched(event);
    // What plays has controls of its own, anywhere: they get the clicks.
    if (part === undefined || part.closest('[data-live]') !== null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== 'click') return;
    const pressed = part === card() ? first(part.querySelectorAll('button'), event) : part;
    pressed?.dispatchEvent(new Event('press'));
  };
  for (const type of ['pointermove', 'pointerdown', 'pointerout'] as const) {
    document.addEventListener(type, tell, { capture: true, passive: true, signal });
  }
  for (const type of PRESS) document.addEventListener(type, press, { capture: true, signal });
  return () => places.forget();
}
