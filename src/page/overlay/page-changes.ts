/** Changes of style come in floods; one look this many milliseconds after the first is enough. */
const PATIENCE = 100;
/** What may have come over a picture is looked for when nothing has been heard for so long, and at the latest after so long. */
const QUIET = { after: 150, atMost: 1000 };

/** What may move, cut, show, hide or cover pictures on a page, told only while somebody wants to know. */
export interface PageChangeListener {
  /** Elements or their attributes have just changed: told at once, and often. */
  changed(): void;
  /** Styles changed somewhere: anything may be hidden, shown or cut otherwise. */
  restyled(): void;
  /** Nothing that moves pictures, but something may have come to lie over one, or gone from there. */
  disturbed(): void;
  /** Elements, their styles or the images in them have changed: anything may have moved, what is far from view too. */
  shifted(): void;
  /** The document or the viewport has another size. */
  resized(): void;
  /** Something has scrolled: a scroller inside the page, or the document itself. */
  scrolled(scroller: Element | Document): void;
}

/** What ends a change of style, or brings something into the top layer or takes it from there. */
const RESTYLING = ['transitionend', 'animationend', 'toggle', 'close', 'fullscreenchange'];
/** What may show or hide things by style alone (`:hover`, `:focus`, `:checked`), or moves them under others. */
const DISTURBING = ['scrollend', 'pointerover', 'click', 'keyup', 'focusin'];

/** Calls back once after many calls: `after` milliseconds after the last, and no later than `atMost` after the first. */
function whenQuiet(callback: () => void, { after, atMost }: typeof QUIET, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = 0;
  let last = 0;
  signal.addEventListener('abort', () => clearTimeout(timer));
  const ring = () => {
    const wait = Math.min(last + after, first + atMost) - performance.now();
    timer = wait > 0 ? setTimeout(ring, wait) : undefined;
    if (timer === undefined) callback();
  };
  return () => {
    last = performance.now();
    if (timer !== undefined) return;
    first = last;
    timer = setTimeout(ring, after);
  };
}

/** Watches a whole page, until `signal` aborts. */
export function watchPageChanges(signal: AbortSignal, listener: PageChangeListener): void {
  const options = { capture: true, passive: true, signal };
  const restyled = whenQuiet(() => listener.restyled(), { after: PATIENCE, atMost: PATIENCE }, signal);
  const disturbed = whenQuiet(() => listener.disturbed(), QUIET, signal);
  const shifted = whenQuiet(() => listener.shifted(), { after: PATIENCE, atMost: PATIENCE }, signal);
  const tree = new MutationObserver((records) => {
    listener.changed();
    shifted();
    if (records.some(({ type }) => type === 'attributes')) restyled();
    else disturbed();
  });
  const attributeFilter = ['class', 'style', 'hidden', 'open', 'inert', 'popover'];
  tree.observe(document, { subtree: true, childList: true, attributeFilter });
  for (const type of RESTYLING) document.addEventListener(type, restyled, options);
  document.addEventListener('load', shifted, options);
  for (const type of DISTURBING) document.addEventListener(type, disturbed, options);

  const sizes = new ResizeObserver(() => listener.resized());
  sizes.observe(document.documentElement);
  if (document.body) sizes.observe(document.body);
  window.addEventListener('resize', () => listener.resized(), { signal });
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element || target instanceof Document) listener.scrolled(target);
  };
  document.addEventListener('scroll', onScroll, options);

  signal.addEventListener('abort', () => {
    tree.disconnect();
    sizes.disconnect();
  });
}
