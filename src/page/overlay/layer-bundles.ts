import { inDocumentOrder, type Picture } from '../picture.ts';
import { clipTo, element, writeStyle } from './elements.ts';
import { around, type Rect } from './rect.ts';

/** What is drawn over one picture, as far as it has to be hung somewhere. */
export interface BundledLayer {
  readonly picture: Picture;
  readonly element: HTMLElement;
  /** All that it may draw on, in the coordinates of what it hangs on; absent where it draws nothing. */
  readonly reach: Rect | undefined;
}

/** A bundle takes no more than so many at its ends; what belongs between those that are there is taken in any case. */
const MOST = 12;

interface Bundle {
  readonly element: HTMLElement;
  readonly on: Element;
  /** In the order of the document. */
  readonly layers: BundledLayer[];
}

function comesBefore(a: BundledLayer | undefined, b: BundledLayer): boolean {
  return a !== undefined && inDocumentOrder(a.picture, b.picture) < 0;
}

/**
 * Hangs layers up in the order of the document, in which the Tab key then goes from badge to badge. Neighbours hang in one
 * bundle that is cut to where they draw: a browser that looks for what lies at a point goes through all layers one by one, but
 * passes by a bundle as a whole.
 */
export class LayerBundles {
  /** In the order of the document, by what they hang on. */
  readonly #bundles = new Map<Element, Bundle[]>();
  readonly #of = new WeakMap<BundledLayer, Bundle>();

  /** Whether a layer hangs on this. */
  hangs(layer: BundledLayer, on: Element): boolean {
    return this.#of.get(layer)?.on === on;
  }

  hang(layer: BundledLayer, on: Element): void {
    if (this.hangs(layer, on)) return;
    this.take(layer);
    const bundle = this.#bundleFor(layer, on);
    const { layers } = bundle;
    const index = layers.findLastIndex((each) => comesBefore(each, layer)) + 1;
    layers.splice(index, 0, layer);
    this.#of.set(layer, bundle);
    bundle.element.insertBefore(layer.element, layers[index + 1]?.element ?? null);
  }

  /** Takes a layer down. */
  take(layer: BundledLayer): void {
    const bundle = this.#of.get(layer);
    if (bundle === undefined) return;
    this.#of.delete(layer);
    layer.element.remove();
    bundle.layers.splice(bundle.layers.indexOf(layer), 1);
    if (bundle.layers.length > 0) return;
    bundle.element.remove();
    const beside = this.#bundles.get(bundle.on) ?? [];
    beside.splice(beside.indexOf(bundle), 1);
  }

  /** Cuts the bundles of these layers to where they draw now. */
  fit(layers: Iterable<BundledLayer>): void {
    const bundles = new Set<Bundle>();
    for (const layer of layers) {
      const bundle = this.#of.get(layer);
      if (bundle) bundles.add(bundle);
    }
    for (const bundle of bundles) {
      const [reach, ...others] = bundle.layers.flatMap((layer) => layer.reach ?? []);
      if (reach) writeStyle(bundle.element, clipTo(around(reach, ...others)));
    }
  }

  /** The one that it belongs into: the last that begins before it, or a new one where that is full and it would be its last. */
  #bundleFor(layer: BundledLayer, on: Element): Bundle {
    const bundles = this.#bundles.get(on) ?? [];
    this.#bundles.set(on, bundles);
    const index = bundles.findLastIndex(({ layers }) => comesBefore(layers[0], layer));
    const before = bundles[index];
    if (before && (before.layers.length < MOST || !comesBefore(before.layers.at(-1), layer))) return before;
    const after = bundles[index + 1];
    if (after && after.layers.length < MOST) return after;
    const made: Bundle = { element: element('div', 'bundle'), on, layers: [] };
    if (after) after.element.before(made.element);
    else if (before) before.element.after(made.element);
    else on.append(made.element);
    bundles.splice(index + 1, 0, made);
    return made;
  }
}
