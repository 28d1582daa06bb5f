export interface PageLifeListener {
  /** Time to see whether the extension still lives: the person may come from where it was reloaded or removed. */
  looked(): void;
  /** The tab is looked at, or no longer. */
  visibilityChanged(isHidden: boolean): void;
  /** The page goes into the back-forward cache, or away for good. */
  left(): void;
  /** The page has come back from the cache. */
  returned(): void;
}

/** Follows a page through hiding, showing, prerendering and the back-forward cache. */
export function watchPageLife(signal: AbortSignal, listener: PageLifeListener): void {
  const tell = () => {
    listener.looked();
    listener.visibilityChanged(document.hidden);
  };
  // A newer copy of this script has come, perhaps: it puts its own overlay there.
  const roots = new MutationObserver(() => listener.looked());
  roots.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => roots.disconnect(), { once: true });
  window.addEventListener('focus', () => listener.looked(), { signal });
  document.addEventListener('visibilitychange', tell, { signal });
  window.addEventListener('pagehide', () => listener.left(), { signal });
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) listener.returned();
    },
    { signal },
  );
}
