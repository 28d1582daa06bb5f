import { holds, rectOf } from './rect.ts';

/**
 * A modal dialog, and what fills the screen, make all that is not in them inert: badges over them are seen, but meet no
 * pointer. This tells them by where the pointer is, in events that never leave the overlay's closed root.
 */
export function tellByPlace(surface: Element, signal: AbortSignal): void {
  let over: Element | undefined;
  const tell = ({ clientX, clientY }: PointerEvent) => {
    const badges = [...surface.querySelectorAll('.badge')];
    const now = badges.find((badge) => holds(rectOf(badge.getBoundingClientRect()), clientX, clientY));
    if (now === over) return;
    over?.dispatchEvent(new PointerEvent('pointerleave'));
    now?.dispatchEvent(new PointerEvent('pointerenter'));
    over = now;
  };
  document.addEventListener('pointermove', tell, { capture: true, passive: true, signal });
}
