import type { Settings } from '../../settings/schema.ts';
import type { Face } from '../../vision/types.ts';
import type { BadgeForms } from './badge-layout.ts';
import type { BadgeSizes } from './badge-sizes.ts';
import { boxCss, writeStyle } from './elements.ts';
import type { FacePlace } from './face-place.ts';
import { markElements } from './mark-elements.ts';
import { ontoQuad, type Point, type Quad } from './matrix.ts';
import { BADGE_FORMS, type BadgePart, partText, spokenLabel } from './wording.ts';

/** What the person has chosen about badges. */
export type Look = Pick<
  Settings,
  'labelStyle' | 'showBoxes' | 'leastConfidence' | 'palette' | 'labelSize' | 'labelLanguage'
>;

/** A face to be drawn; one with an id is followed through a film, and its mark with it. */
export type DrawnFace = Face & { readonly id?: number };

function percentOf(fraction: number): string {
  return `${(fraction * 100).toFixed(4)}%`;
}

/** The middle length of two opposite edges of a frame, and no less than a pixel. */
function edge(a: Point, b: Point, c: Point, d: Point): number {
  return Math.max(1, (Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(d.x - c.x, d.y - c.y)) / 2);
}

/** Lays a frame onto these corners, with a line about as thick as on an upright picture. */
function turnCss(quad: Quad): string {
  const width = edge(quad[0], quad[1], quad[3], quad[2]);
  const height = edge(quad[0], quad[3], quad[1], quad[2]);
  const size = `width:${width.toFixed(2)}px;height:${height.toFixed(2)}px`;
  const matrix = ontoQuad({ width, height }, quad);
  if (matrix === undefined) return size;
  return `${size};transform:matrix3d(${matrix.map((part) => part.toFixed(9)).join()})`;
}

/**
 * One face: an element whose box is the face's box, the frame drawn in it, and the badge beside it.
 */
export class FaceMark {
  readonly element: HTMLElement;
  readonly badge: HTMLButtonElement;
  /** Absent where the person wants no boxes. */
  readonly #frame: HTMLElement | undefined;
  readonly #parts: ReadonlyMap<BadgePart, HTMLElement>;
  readonly #style: Settings['labelStyle'];
  readonly #sizes: BadgeSizes;
  #face: DrawnFace;
  /** Reads the sizes that were asked for. */
  #forms: (() => BadgeForms) | undefined;
  #shownForm: number | undefined;

  constructor(face: DrawnFace, look: Look, sizes: BadgeSizes) {
    this.#face = face;
    this.#sizes = sizes;
    this.#style = look.labelStyle;
    const { whole, frame, badge, parts } = markElements(look);
    this.element = whole;
    this.badge = badge;
    this.#frame = frame;
    this.#parts = parts;
    this.#label();
  }

  get face(): DrawnFace {
    return this.#face;
  }

  /** Shows what was read of the same face a moment later. */
  renew(face: DrawnFace): void {
    this.#face = face;
    this.#forms = undefined;
    this.#label();
  }

  /** Puts the face where it is: the box upright, the frame as the picture lies; the picture's box cuts it, but not the badge. */
  place({ box, bounds, quad, cut }: FacePlace): void {
    writeStyle(this.element, boxCss(box, percentOf));
    if (this.#frame === undefined) return;
    const isCut = cut.some((part) => part > 0);
    const clip = isCut ? `clip-path:inset(${cut.map(percentOf).join(' ')});` : '';
    const corners = quad?.map(({ x, y }) => ({ x: x - bounds.x, y: y - bounds.y })) as Quad | undefined;
    writeStyle(this.#frame, `${clip}${corners ? turnCss(corners) : ''}`);
  }

  /** Rings the face for a moment, in view. */
  pointOut(): void {
    this.element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    this.element.classList.remove('pointed-out');
    // So that the ring begins anew where it is still there.
    void this.element.offsetWidth;
    this.element.classList.add('pointed-out');
  }

  /** Has the sizes of the badge read with those of others; to be called when it is on screen. */
  askForms(): () => BadgeForms {
    const { face, badge } = this;
    this.#forms ??= this.#sizes.ask({ face, style: this.#style, badge, show: (form) => this.#show(form) });
    return this.#forms;
  }

  /** The sizes that the badge can take; to be called when it is on screen. */
  forms(): BadgeForms {
    return this.askForms()();
  }

  /** @param offset of the badge from the face's upper left corner */
  placeBadge(offset: { readonly x: number; readonly y: number }, form: number): void {
    this.#show(form);
    writeStyle(this.badge, `left:${offset.x.toFixed(2)}px;top:${offset.y.toFixed(2)}px`);
  }

  #label(): void {
    const { expression, confidence, uncertain, id } = this.#face;
    this.badge.setAttribute('aria-label', spokenLabel(this.#face));
    this.element.setAttribute('data-expression', expression);
    this.element.setAttribute('data-confidence', String(confidence));
    this.element.setAttribute('data-uncertain', String(uncertain));
    if (id !== undefined) this.element.setAttribute('data-live', '');
    const form = this.#shownForm ?? 0;
    this.#shownForm = undefined;
    this.#show(form);
  }

  #show(form: number): void {
    if (this.#shownForm === form) return;
    this.#shownForm = form;
    const shown = BADGE_FORMS[this.#style][form] ?? [];
    for (const [part, span] of this.#parts) {
      span.hidden = !shown.includes(part);
      const text = partText(part, shown, this.face);
      if (span.textContent !== text) span.textContent = text;
    }
  }
}
