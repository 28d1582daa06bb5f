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
  /** An animation of this element has begun, or begun again: it may move nothing but what is inside its box. */
  animated(element: Element): void;
  /** Something has scrolled: a scroller inside the page, or the document itself. */
  scrolled(scroller: Element | Document): void;
}

/** Attributes that styles are mostly chosen by; what others say of an element seldom changes how it looks. */
const STYLING =
  /^(class|style|hidden|open|inert|popover|dir|disabled|media|slot|part|preserveAspectRatio|(data|aria)-.*)$/;

/** What ends a change of style, or brings something into the top layer or takes it from there. */
const RESTYLING = ['transitionend', 'animationend', 'toggle', 'close', 'fullscreenchange'];
const ANIMATING = ['transitionstart', 'animationstart', 'animationiteration'];
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

function isSheet(node: Node): boolean {
  return node instanceof HTMLStyleElement || node instanceof HTMLLinkElement;
}

/** Whether other styles may hold than before. */
function mayRestyle({ type, attributeName, target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type === 'attributes') return STYLING.test(attributeName ?? '');
  return isSheet(target) || [...addedNodes, ...removedNodes].some(isSheet);
}

/** A watch over a page. */
export interface PageWatch {
  /** Has it watch a shadow tree too: what happens there is not told outside. */
  include(tree: ShadowRoot): void;
}

/** Watches a whole page, and of its shadow trees those that are named, until `signal` aborts. */
export function watchPageChanges(signal: AbortSignal, listener: PageChangeListener): PageWatch {
  const options = { capture: true, passive: true, signal };
  const restyled = whenQuiet(() => listener.restyled(), { after: PATIENCE, atMost: PATIENCE }, signal);
  const disturbed = whenQuiet(() => listener.disturbed(), QUIET, signal);
  const shifted = whenQuiet(() => listener.shifted(), { after: PATIENCE, atMost: PATIENCE }, signal);
  const changes = new MutationObserver((records) => {
    const isRestyled = records.some(mayRestyle);
    if (!isRestyled && records.every(({ type }) => type === 'attributes')) return;
    listener.changed();
    shifted();
    if (isRestyled) restyled();
    else disturbed();
  });
  const onLoad = ({ target }: Event) => {
    shifted();
    if (target instanceof HTMLLinkElement) restyled();
  };
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element || target instanceof Document) listener.scrolled(target);
  };
  const onAnimation = ({ target }: Event) => {
    if (target instanceof Element) listener.animated(target);
  };
  const known = new WeakSet<Node>();
  const include = (tree: Document | ShadowRoot) => {
    if (known.has(tree)) return;
    known.add(tree);
    changes.observe(tree, { subtree: true, childList: true, attributes: true });
    for (const type of RESTYLING) tree.addEventListener(type, restyled, options);
    for (const type of DISTURBING) tree.addEventListener(type, disturbed, options);
    for (const type of ANIMATING) tree.addEventListener(type, onAnimation, options);
    tree.addEventListener('load', onLoad, options);
    tree.addEventListener('scroll', onScroll, options);
  };
  include(document);

  const sizes = new ResizeObserver(() => listener.resized());
  sizes.observe(document.documentElement);
  if (document.body) sizes.observe(document.body);
  window.addEventListener('resize', () => listener.resized(), { signal });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', restyled, { signal });

  signal.addEventListener('abort', () => {
    changes.disconnect();
    sizes.disconnect();
  });
  return { include };
}
