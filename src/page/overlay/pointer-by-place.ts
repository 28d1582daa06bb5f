import { holds, isEmpty, rectOf } from './rect.ts';

/** Marks the badge or card that the pointer is on, which alone meets it. */
const MET = 'met';
/** What a press is made of; none of it is for what lies under a badge or a card. */
const PRESS = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'] as const;

/**
 * Tells badges and card by their place where the person's pointer is, in events that never leave the overlay's closed
 * root. For the page they are nowhere until then: it could find out by `elementsFromPoint` where faces are, and how long
 * their labels. And where a modal dialog, or what fills the screen, makes all else inert, they would meet no pointer:
 * there, and under a finger that comes from nowhere, a press is told as `press`.
 */
export function tellByPlace(root: ShadowRoot, signal: AbortSignal): void {
  let over: Element | undefined;
  const found = (selector: string, { clientX, clientY }: MouseEvent) =>
    [...root.querySelectorAll(selector)].find((each) => {
      const box = rectOf(each.getBoundingClientRect());
      return !isEmpty(box) && holds(box, clientX, clientY);
    });
  const touched = (event: MouseEvent) => found('.card', event) ?? found('.badge', event);
  const tell = (event: PointerEvent) => {
    // A page can make up events; only the person's own count.
    if (!event.isTrusted) return;
    const isGone = event.type === 'pointerout';
    if (isGone && event.relatedTarget !== null) return;
    const now = isGone ? undefined : touched(event);
    if (now === over) return;
    over?.classList.remove(MET);
    over?.dispatchEvent(new PointerEvent('pointerleave'));
    now?.classList.add(MET);
    now?.dispatchEvent(new PointerEvent('pointerenter'));
    over = now;
  };
  const press = (event: MouseEvent) => {
    if (event.target === root.host || !event.isTrusted) return;
    const part = touched(event);
    // What plays has controls of its own, anywhere: they get the clicks.
    if (part === undefined || part.closest('[data-live]') !== null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== 'click') return;
    const pressed = part.matches('.card') ? found('.card button', event) : part;
    pressed?.dispatchEvent(new Event('press'));
  };
  for (const type of ['pointermove', 'pointerdown', 'pointerout'] as const) {
    document.addEventListener(type, tell, { capture: true, passive: true, signal });
  }
  for (const type of PRESS) document.addEventListener(type, press, { capture: true, signal });
}
