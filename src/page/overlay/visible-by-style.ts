/** Whether its styles let an element be seen. */
export function isVisibleByStyle(element: Element): boolean {
  return element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    contentVisibilityAuto: true,
  });
}
