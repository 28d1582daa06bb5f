export interface PageLifeListener {
  /** The person has come to the page, perhaps from where extensions are reloaded and removed. */
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
