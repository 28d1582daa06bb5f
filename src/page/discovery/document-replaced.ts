import { isElement } from './dom.ts';

/**
 * Calls when a page has written itself anew by `document.open()`, which takes away every listener of the document and
 * its window, those of content scripts too: HTML, section 8.4.1.
 */
export function onDocumentReplaced(page: Document, signal: AbortSignal, replaced: () => void): void {
  const observer = new MutationObserver((records) => {
    if (records.some(({ removedNodes }) => [...removedNodes].some(isElement))) replaced();
  });
  observer.observe(page, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
