import { Origin } from './origin.ts';
import { OVERLAY_CSS } from './overlay-style.ts';

/** A page that keeps removing the host wants it gone; after this many times it is. */
const MOST_RETURNS = 20;

/** What the page must not take for its own: it would close menus, move its focus, or answer its shortcuts. */
const PRIVATE_EVENTS = [
  ...['click', 'dblclick', 'auxclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress', 'focusin', 'focusout'],
];

/** The one element that Mien adds to a page. The page may see it, but not what is in it. */
export interface OverlayHost {
  readonly element: Element;
  readonly root: ShadowRoot;
  /** Zero-sized; moves with the document. Its upper left corner is the origin of what lies in it. */
  readonly onDocument: Origin;
  /** Zero-sized; stays with the viewport, for pictures that do. */
  readonly onViewport: Origin;
}

/** Puts the host into the page, and keeps it there until `signal` aborts. */
export function openOverlayHost(signal: AbortSignal): OverlayHost {
  const host = document.createElement('mien-overlay');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(OVERLAY_CSS);
  root.adoptedStyleSheets = [sheet];
  const onDocument = new Origin('origin');
  const onViewport = new Origin('origin on-viewport');
  root.append(onDocument.element, onViewport.element);
  for (const type of PRIVATE_EVENTS) root.addEventListener(type, (event) => event.stopPropagation());
  document.documentElement.append(host);
  keepInPage(host, signal);
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return { element: host, root, onDocument, onViewport };
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
