import { ownElements } from '../own-elements.ts';
import type { Anchorage } from './anchorage.ts';
import { lookCss } from './look-style.ts';
import OVERLAY_CSS from './overlay.css?inline';
import { tellByPlace } from './pointer-by-place.ts';
import { turnChainOf, turnOf } from './screen-turn.ts';
import { Surface, TopSurface } from './surface.ts';

/** A page that keeps removing the host wants it gone; after this many times it is. */
const MOST_RETURNS = 20;

/** What the page must not take for its own: it would close menus, move its focus, or answer its shortcuts. */
const PRIVATE_EVENTS = [
  ...['click', 'dblclick', 'auxclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress', 'focusin', 'focusout'],
];

const CONCEALED_CSS = '.card { opacity: 0 !important; }';

/** The one element that Mien adds to a page. The page may see it, but not what is in it. */
export class OverlayHost {
  readonly element = document.createElement('mien-overlay');
  readonly root = this.element.attachShadow({ mode: 'closed' });
  /** Over the page, but under its top layer: what covers the page there covers this too. */
  readonly #onPage = new Surface();
  /** Over everything else in the top layer. */
  readonly #onTop: TopSurface;

  /** Whether the page turns its root element, in which the host lies. */
  #isTurned = false;

  readonly #look = new CSSStyleSheet();
  readonly #placesChanged: () => void;

  /** Puts the host into the page, and keeps it there until `signal` aborts. */
  constructor(signal: AbortSignal) {
    ownElements.add(this.element);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(OVERLAY_CSS);
    this.root.adoptedStyleSheets = [sheet, this.#look];
    this.#onTop = new TopSurface(signal);
    this.root.append(this.#onPage.element, this.#onTop.element);
    for (const type of PRIVATE_EVENTS) this.root.addEventListener(type, (event) => event.stopPropagation());
    this.#placesChanged = tellByPlace(this.root, signal);
    document.documentElement.append(this.element);
    keepInPage(this.element, signal);
    signal.addEventListener('abort', () => this.element.remove(), { once: true });
  }

  surfaceFor({ top }: Pick<Anchorage, 'top'>): Surface {
    return top || this.#isTurned ? this.#onTop : this.#onPage;
  }

  /** Draws everything in the person's colours and text size from now on. */
  dress(look: Parameters<typeof lookCss>[0]): void {
    this.#look.replaceSync(lookCss(look));
  }

  /** What a mark of the overlay lies on. */
  surfaceOf(mark: Element): Surface {
    return this.#onTop.element.contains(mark) ? this.#onTop : this.#onPage;
  }

  /** To be called before anything is measured over these elements of the top layer. */
  prepare(tops: readonly Element[]): void {
    const root = document.documentElement;
    // Its turn would turn the badges too, and what is in the top layer lies in it no longer.
    this.#isTurned = turnOf(turnChainOf(root)) !== undefined;
    const under = this.#isTurned ? [root, ...tops] : tops;
    if (under.length > 0) this.#onTop.raise(under);
  }

  /** To be called when everything is in place. */
  tidy(): void {
    this.#placesChanged();
    if (this.#onTop.isEmpty) this.#onTop.lower();
  }

  /** Makes the card invisible until what it returns is called. It keeps its place, and the focus its. */
  concealCard(): () => void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CONCEALED_CSS);
    this.root.adoptedStyleSheets.push(sheet);
    return () => {
      this.root.adoptedStyleSheets = this.root.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }
}

function keepInPage(host: Element, signal: AbortSignal): void {
  let returns = 0;
  const observer = new MutationObserver(() => {
    if (host.isConnected || document.documentElement === null) return;
    returns += 1;
    if (returns > MOST_RETURNS) {
      observer.disconnect();
      return;
    }
    document.documentElement.append(host);
    observer.observe(document.documentElement, { childList: true });
  });
  observer.observe(document, { childList: true });
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
