import { holds, rectOf } from './rect.ts';

/** Marks the badge that the pointer is on, which alone meets it. */
const MET = 'met';

/**
 * Tells badges by their place where the person's pointer is, in events that never leave the overlay's closed root. For
 * the page they are nowhere until then: it could find out by `elementsFromPoint` where faces are, and how long their
 * labels. And where a modal dialog, or what fills the screen, makes all else inert, a badge over it would meet no pointer.
 */
export function tellByPlace(root: ParentNode, signal: AbortSignal): void {
  let over: Element | undefined;
  const badgeAt = ({ clientX, clientY }: PointerEvent) =>
    [...root.querySelectorAll('.badge')].find((badge) =>
      holds(rectOf(badge.getBoundingClientRect()), clientX, clientY),
    );
  const tell = (event: PointerEvent) => {
    // A page can make up events; only the person's own count.
    if (!event.isTrusted) return;
    const isGone = event.type === 'pointerout';
    if (isGone && event.relatedTarget !== null) return;
    const now = isGone ? undefined : badgeAt(event);
    if (now === over) return;
    over?.classList.remove(MET);
    over?.dispatchEvent(new PointerEvent('pointerleave'));
    now?.classList.add(MET);
    now?.dispatchEvent(new PointerEvent('pointerenter'));
    over = now;
  };
  for (const type of ['pointermove', 'pointerdown', 'pointerout'] as const) {
    document.addEventListener(type, tell, { capture: true, passive: true, signal });
  }
}
