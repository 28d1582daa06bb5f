/** The buttons of a card that can be reached, in their order. */
function reachable(card: HTMLElement): HTMLButtonElement[] {
  return [...card.querySelectorAll('button')].filter(
    (each) => !each.disabled && each.getClientRects().length > 0,
  );
}

/** Whether the Tab key, pressed now, leads out of a card: it stands where its badge does, not in the order of the page. */
export function leadsOut(card: HTMLElement, focused: Element | null, isBackwards: boolean): boolean {
  const buttons = reachable(card);
  if (isBackwards) return focused === card || focused === buttons[0];
  return focused === (buttons.at(-1) ?? card);
}
