import { element, hiddenFromSearch } from '../overlay/elements.ts';

/**
 * A button that a person presses: a click that a script made up does nothing. `press` is how the overlay tells of a click
 * that does not reach the button (`overlay/pointer-by-place.ts`); no script of the page can send it into the closed root.
 *
 * @param label its name, and what is seen of it unless `seen` is given; pages cannot search it
 */
export function button(
  className: string,
  label: string,
  press: () => void,
  ...seen: (Node | string)[]
): HTMLButtonElement {
  const words = hiddenFromSearch(element('span', 'seen', ...(seen.length > 0 ? seen : [label])));
  const made = element('button', className, words);
  made.type = 'button';
  made.ariaLabel = label;
  made.addEventListener('click', ({ isTrusted }) => {
    if (isTrusted) press();
  });
  made.addEventListener('press', press);
  return made;
}
