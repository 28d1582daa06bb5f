import { boxOf } from '../discovery/dom.ts';
import type { Picture } from '../picture.ts';
import type { PictureLayer } from './picture-layer.ts';
import { grown, intersect, isEmpty, type Rect, rectOf } from './rect.ts';

/** Pixels by which badges may stick out of their picture. */
const REACH = 120;

/**
 * Which layers are hidden while pictures are captured from the screen: those over them, and those whose badges may reach there. The
 * others stay, so that one animated image does not make a whole page of badges blink.
 */
export class Concealment {
  /** The boxes of what is captured, of each capture that is under way. */
  readonly #captured = new Set<readonly Rect[]>();
  readonly #concealed = new Set<PictureLayer>();

  /** @returns to be called when the capture is over */
  begin(pictures: readonly Picture[], layers: Iterable<PictureLayer>): () => void {
    const boxes = pictures.map(({ element }) => grown(rectOf(boxOf(element)), REACH));
    this.#captured.add(boxes);
    for (const layer of layers) this.#look(layer);
    return () => {
      this.#captured.delete(boxes);
      if (this.#captured.size > 0) return;
      for (const layer of this.#concealed) layer.setConcealed(false);
      this.#concealed.clear();
    };
  }

  /** To be called when something is drawn anew: it may not have been there when a capture began. */
  drawn(layer: PictureLayer): void {
    if (this.#captured.size > 0) this.#look(layer);
  }

  forget(layer: PictureLayer): void {
    this.#concealed.delete(layer);
  }

  #look(layer: PictureLayer): void {
    const box = rectOf(boxOf(layer.picture.element));
    const isNear = [...this.#captured].flat().some((captured) => !isEmpty(intersect(captured, box)));
    if (!isNear) return;
    layer.setConcealed(true);
    this.#concealed.add(layer);
  }
}
