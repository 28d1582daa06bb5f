import { labelTranslator } from '../label-language.ts';
import { element, writeStyle } from './elements.ts';
import { intersect, isEmpty, type Rect } from './rect.ts';

/** What is said at an image that the person asked about. */
export type Notice = { readonly kind: 'busy' } | { readonly kind: 'reason'; readonly text: string };

/** How long a reason stays. Long enough to read twice; it can be dismissed before. */
const STAY = 8000;

/** The busy mark and the reason of one image. The element is a live region, so a screen reader hears the answer. */
export class NoticeBoard {
  readonly element = element('div', 'notice');
  readonly #dismissed: () => void;
  #leave: ReturnType<typeof setTimeout> | undefined;

  /** @param dismissed called when a reason has gone, by the person's wish or by itself */
  constructor(dismissed: () => void) {
    this.#dismissed = dismissed;
    this.element.role = 'status';
    this.element.hidden = true;
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  show(notice: Notice): void {
    clearTimeout(this.#leave);
    this.element.hidden = false;
    this.element.dataset.kind = notice.kind;
    const { t, language, direction } = labelTranslator();
    this.element.lang = language;
    this.element.dir = direction;
    if (notice.kind === 'busy') {
      this.element.replaceChildren(element('span', 'spinner'), t('label.reading'));
      return;
    }
    const close = element('button', 'close', '×');
    close.type = 'button';
    close.ariaLabel = t('label.dismiss');
    close.addEventListener('click', () => this.#dismiss());
    this.element.replaceChildren(element('span', 'text', notice.text), close);
    this.#leave = setTimeout(() => this.#dismiss(), STAY);
  }

  /**
   * Puts the notice in the middle of what can be seen of its picture.
   *
   * @param picture what scrollers let through of it, and `view` the viewport; both from the origin of the layer
   * @param layer the box that the notice lies in, from there too
   * @param bounds where the notice has to stay
   */
  place(picture: Rect, view: Rect, layer: Rect, bounds: Rect): void {
    if (!this.isShown) return;
    const seen = intersect(picture, view);
    const around = isEmpty(seen) ? picture : seen;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const lastX = bounds.x + bounds.width - width;
    const x = Math.max(bounds.x, Math.min(around.x + (around.width - width) / 2, lastX));
    const y = around.y + (around.height - height) / 2;
    writeStyle(this.element, `left:${x - layer.x}px;top:${y - layer.y}px`);
  }

  hide(): void {
    clearTimeout(this.#leave);
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  #dismiss(): void {
    this.hide();
    this.#dismissed();
  }
}
