import { ownElements } from '../own-elements.ts';
import { isElement } from './dom.ts';

/** What happened to a page's trees since the last report. */
export interface TreeChanges {
  /** Roots of what was added; `all` where so much came that everything had better be looked at again. */
  readonly added: readonly Element[] | 'all';
  readonly someRemoved: boolean;
}

export interface TreeListener {
  /** Additions and removals, gathered until the page has a moment to spare. */
  changed(changes: TreeChanges): void;
  /** One of the watched attributes changed; told at once, because what was drawn may be wrong now. */
  attributeChanged(target: Element, attribute: string): void;
}

export interface TreeObserver {
  observe(root: Document | ShadowRoot): void;
}

/** Past this many added nodes one search through the document is cheaper than one in each of them. */
const RESCAN_BEYOND = 1000;
/** A page that is never idle is looked at all the same, this many milliseconds after the first change. */
const PATIENCE = 200;
/** A page that never rests is reported at most once in this many milliseconds: much of what comes goes again before. */
const BETWEEN_REPORTS = 100;

/** One observer for a document and all of its shadow trees. */
export function observeTrees(
  attributes: readonly string[],
  signal: AbortSignal,
  listener: TreeListener,
): TreeObserver {
  let added: Element[] = [];
  let tooMany = false;
  let someRemoved = false;
  let idle: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reportedAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    idle = undefined;
    reportedAt = performance.now();
    const changes: TreeChanges = { added: tooMany ? 'all' : added, someRemoved };
    added = [];
    tooMany = someRemoved = false;
    listener.changed(changes);
  };
  const flushWhenIdle = () => {
    timer = undefined;
    idle = requestIdleCallback(flush, { timeout: PATIENCE });
  };
  const schedule = () => {
    if (idle !== undefined || timer !== undefined) return;
    const wait = reportedAt + BETWEEN_REPORTS - performance.now();
    if (wait > 0) timer = setTimeout(flushWhenIdle, wait);
    else flushWhenIdle();
  };
  const gather = (record: MutationRecord) => {
    someRemoved ||= record.removedNodes.length > 0;
    tooMany ||= added.length + record.addedNodes.length > RESCAN_BEYOND;
    if (tooMany) added = [];
    else
      for (const node of record.addedNodes) if (isElement(node) && !ownElements.has(node)) added.push(node);
  };
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'childList') gather(record);
      else if (isElement(record.target)) {
        listener.attributeChanged(record.target, record.attributeName ?? '');
      }
    }
    if (added.length > 0 || tooMany || someRemoved) schedule();
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
  });
  return {
    observe(root) {
      observer.observe(root, { childList: true, subtree: true, attributeFilter: [...attributes] });
    },
  };
}
