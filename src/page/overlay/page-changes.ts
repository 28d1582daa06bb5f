/** Style changes come in floods; one look this many milliseconds after the first is enough. */
const PATIENCE = 100;

/** What may move, cut, show or hide pictures on a page, told only while somebody wants to know. */
export interface PageChangeListener {
  /** Styles changed somewhere: anything may be hidden, shown or cut otherwise. */
  restyled(): void;
  /** The document or the viewport has another size. */
  resized(): void;
  /** Something has scrolled: a scroller inside the page, or the document itself. */
  scrolled(scroller: Element | Document): void;
}

/** Watches a whole page, until `signal` aborts. */
export function watchPageChanges(signal: AbortSignal, listener: PageChangeListener): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restyledSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      listener.restyled();
    }, PATIENCE);
  };
  const styles = new MutationObserver(restyledSoon);
  styles.observe(document, { subtree: true, attributeFilter: ['class', 'style', 'hidden', 'open'] });
  const options = { capture: true, passive: true, signal };
  for (const type of ['transitionend', 'animationend', 'toggle']) {
    document.addEventListener(type, restyledSoon, options);
  }

  const sizes = new ResizeObserver(() => listener.resized());
  sizes.observe(document.documentElement);
  if (document.body) sizes.observe(document.body);
  window.addEventListener('resize', () => listener.resized(), { signal });
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element || target instanceof Document) listener.scrolled(target);
  };
  document.addEventListener('scroll', onScroll, options);

  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    styles.disconnect();
    sizes.disconnect();
  });
}
