import type { Picture } from '../picture.ts';

type Shown = Pick<Picture, 'element' | 'pseudo'>;

function isPseudoVisible({ element, pseudo }: Shown): boolean {
  if (pseudo === undefined) return true;
  const { visibility, opacity } = getComputedStyle(element, pseudo);
  return visibility === 'visible' && opacity !== '0';
}

/** Whether its styles let a picture be seen. */
export function isVisibleByStyle(picture: Shown): boolean {
  return (
    picture.element.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
      contentVisibilityAuto: true,
    }) && isPseudoVisible(picture)
  );
}

/** The same, also where the browser has not laid it out because it is out of view: one can scroll there. */
export function isVisibleAnywhere(picture: Shown): boolean {
  return (
    picture.element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    isPseudoVisible(picture)
  );
}
