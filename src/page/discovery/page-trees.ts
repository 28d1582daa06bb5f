import type { Tree } from '../picture.ts';
import { onDocumentReplaced } from './document-replaced.ts';
import { isConnected } from './dom.ts';
import type { IdleJobs } from './idle-jobs.ts';
import { watchResources } from './loaded-resources.ts';
import { findShadowRoots } from './shadow-roots.ts';
import { soon } from './soon.ts';
import { observeTrees, type TreeListener } from './tree-changes.ts';

/** A page that keeps loading pictures is looked through for new shadow roots at most this often, in milliseconds. */
const BETWEEN_SEARCHES = 1000;

export interface PageTreesListener extends Pick<TreeListener, 'attributeChanged'> {
  /** A tree has come: the document itself, a shadow root, or elements that were added to one of them. Looked through bit by bit. */
  added(tree: Tree): Generator<void>;
  removed(): void;
  /** A document or shadow root is seen for the first time, or has lost all of its listeners. */
  rootFound(root: Document | ShadowRoot): void;
}

/** Follows a document and all of its shadow trees, nested ones and those attached late too. */
export function followTrees(
  page: Document,
  attributes: readonly string[],
  jobs: IdleJobs,
  signal: AbortSignal,
  listener: PageTreesListener,
): void {
  const roots = new Set<ShadowRoot>();
  const take = (root: Document | ShadowRoot) => {
    trees.observe(root);
    listener.rootFound(root);
    arrive([root]);
  };
  function* lookThrough(arrived: readonly Tree[]): Generator<void> {
    for (const tree of arrived) {
      // Much has gone again by the time at which it is looked at.
      if (isConnected(tree)) yield* listener.added(tree);
      yield;
    }
    shadows.search(arrived);
  }
  const arrive = (arrived: readonly Tree[]) => jobs.begin(lookThrough(arrived));
  const forgetLostRoots = () => {
    for (const root of roots) if (!isConnected(root)) roots.delete(root);
  };
  const shadows = findShadowRoots(signal, jobs, (root) => {
    roots.add(root);
    take(root);
  });
  const trees = observeTrees(attributes, signal, {
    changed({ added, someRemoved }) {
      if (someRemoved) {
        listener.removed();
        forgetLostRoots();
      }
      if (added.length > 0) arrive(added === 'all' ? [page, ...roots] : added);
    },
    attributeChanged: listener.attributeChanged,
  });
  const searchAll = soon(signal, BETWEEN_SEARCHES, () => {
    shadows.search([page, ...roots]);
  });
  take(page);
  onDocumentReplaced(page, signal, () => listener.rootFound(page));
  // A root that was attached to an element that was there before shows itself by what it loads.
  watchResources(signal, { imageLoaded: searchAll, styleLoaded: searchAll });
}
