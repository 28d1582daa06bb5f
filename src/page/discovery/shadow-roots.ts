import { ownElements } from '../own-elements.ts';
import type { Tree } from '../picture.ts';
import { isConnected, isElement, localNameOf, queryAll } from './dom.ts';
import type { IdleJobs } from './idle-jobs.ts';

/** What else than a custom element may have a shadow root: DOM, section 4.9 (valid shadow host name). */
const PLAIN_HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);
/** All elements but the commonest of those that cannot: the browser leaves them out many times faster than a script. */
const MAY_HOST = `*:not(${[
  ...[
    'a',
    'abbr',
    'b',
    'br',
    'button',
    'code',
    'dd',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'g',
    'hr',
    'i',
    'iframe',
  ],
  ...[
    'img',
    'input',
    'label',
    'li',
    'link',
    'meta',
    'ol',
    'option',
    'path',
    'picture',
    'pre',
    'rect',
    's',
    'script',
  ],
  ...[
    'select',
    'small',
    'source',
    'strong',
    'style',
    'sub',
    'sup',
    'svg',
    'table',
    'tbody',
    'td',
    'th',
    'time',
    'tr',
  ],
  ...['u', 'ul', 'use', 'video'],
].join()})`;
/** Elements that are looked at between two looks at the clock. */
const AT_ONCE = 50;
/** Hosts-to-be that are watched for the moment at which they come to show something. */
const MOST_WATCHED = 300;

const isCustom = (element: Element) => localNameOf(element).includes('-');
const mayHost = (element: Element) => PLAIN_HOSTS.has(localNameOf(element)) || isCustom(element);

/** A content script may look into open and closed roots: Chromium by `chrome.dom`, Firefox by a property. */
export function shadowRootOf(element: Element): ShadowRoot | undefined {
  if (!(element instanceof HTMLElement) || !mayHost(element)) return undefined;
  const { openOrClosedShadowRoot } = element as { openOrClosedShadowRoot?: ShadowRoot | null };
  if (openOrClosedShadowRoot !== undefined) return openOrClosedShadowRoot ?? undefined;
  const dom = (globalThis as { chrome?: { dom?: typeof chrome.dom } }).chrome?.dom;
  return (dom ? dom.openOrClosedShadowRoot(element) : element.shadowRoot) ?? undefined;
}

export interface ShadowRootFinder {
  /** Looks through trees, bit by bit. */
  search(trees: Iterable<Tree>): void;
}

/**
 * Finds the shadow roots of a page. No event and no mutation tells that a root was attached. So custom elements without
 * one are watched for a change of their size, which is what comes of showing something, and the caller searches again
 * when the page has changed or has loaded something.
 */
export function findShadowRoots(
  signal: AbortSignal,
  jobs: IdleJobs,
  found: (root: ShadowRoot) => void,
): ShadowRootFinder {
  const known = new WeakSet<ShadowRoot>();
  const watched = new Set<Element>();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) look(target);
  });
  signal.addEventListener('abort', () => sizes.disconnect());

  const forget = (element: Element) => {
    if (watched.delete(element)) sizes.unobserve(element);
  };
  /** Whether the element has a root. */
  const look = (element: Element): boolean => {
    const root = shadowRootOf(element);
    if (root !== undefined || !isConnected(element)) forget(element);
    if (root === undefined) return false;
    if (!known.has(root)) {
      known.add(root);
      found(root);
    }
    return true;
  };
  const watch = (element: Element) => {
    if (watched.size >= MOST_WATCHED || watched.has(element)) return;
    watched.add(element);
    sizes.observe(element);
  };
  const visit = (element: Element) => {
    if (!mayHost(element) || ownElements.has(element)) return;
    if (!look(element) && isCustom(element)) watch(element);
  };
  function* visitAll(trees: Iterable<Tree>): Generator<void> {
    let count = 0;
    for (const tree of trees) {
      if (isElement(tree)) visit(tree);
      for (const element of queryAll(tree, MAY_HOST)) {
        visit(element);
        count += 1;
        if (count % AT_ONCE === 0) yield;
      }
      yield;
    }
  }
  return { search: (trees) => jobs.add(visitAll([...trees])) };
}
