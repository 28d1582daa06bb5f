import type { Picture } from '../picture.ts';

type Shown = Pick<Picture, 'element' | 'pseudo'>;

function isPseudoVisible({ element, pseudo }: Shown): boolean {
  if (pseudo === undefined) return true;
  const { visibility, opacity } = getComputedStyle(element, pseudo);
  return visibility === 'visible' && opacity !== '0';
}

/** @param contentVisibilityAuto whether what the browser has not laid out, because it is out of view, is not seen either */
function isVisible(picture: Shown, contentVisibilityAuto: boolean): boolean {
  const asked = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto };
  return picture.element.checkVisibility(asked) && isPseudoVisible(picture);
}

/** Whether its styles let a picture be seen. */
export function isVisibleByStyle(picture: Shown): boolean {
  return isVisible(picture, true);
}

/** The same, also where the browser has not laid it out because it is out of view: one can scroll there. */
export function isVisibleAnywhere(picture: Shown): boolean {
  return isVisible(picture, false);
}
