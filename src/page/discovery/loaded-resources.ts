/** What a page has loaded for its own sake, as the browser tells it: nothing is asked of the page or of the network. */
export interface ResourceListener {
  /** Pictures that `img`, `image` and their like have loaded. */
  imageLoaded(): void;
  /** A style sheet, or what one names. */
  styleLoaded(address: string): void;
}

const STYLES = new Set(['css', 'link']);

/** Tells of everything that the page has loaded up to now and will load. `data:` and `blob:` are not among it. */
export function watchResources(signal: AbortSignal, listener: ResourceListener): void {
  const observer = new PerformanceObserver((list) => {
    let isImage = false;
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      if (STYLES.has(entry.initiatorType)) listener.styleLoaded(entry.name);
      else isImage ||= entry.initiatorType === 'img' || entry.initiatorType === 'image';
    }
    if (isImage) listener.imageLoaded();
  });
  observer.observe({ type: 'resource', buffered: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
