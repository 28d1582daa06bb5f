import type { PseudoElement } from '../../overlay/pseudo-box.ts';
import type { Tree } from '../../picture.ts';
import { isConnected, isElement, matches, queryAll, queryWith } from '../dom.ts';
import { PSEUDO_ELEMENTS } from './painted-images.ts';
import { type RootRules, SheetReader } from './sheet-reader.ts';

/** Elements that are looked at between two looks at the clock. */
const AT_ONCE = 10;

export interface Candidate {
  readonly element: Element;
  readonly pseudos: readonly PseudoElement[];
  /** Whether it may show one only while the person points at something, focuses or chooses it. */
  readonly isInState?: boolean;
}

function rootOf(tree: Tree): Document | ShadowRoot | undefined {
  if (!isElement(tree)) return tree;
  const root = Node.prototype.getRootNode.call(tree);
  return isConnected(tree) ? (root as Document | ShadowRoot) : undefined;
}

/** Which pseudo-elements of an element are worth a look: those that a rule names. */
function pseudosOf(element: Element, rules: RootRules): readonly PseudoElement[] {
  return PSEUDO_ELEMENTS.filter((pseudo) => rules[pseudo] !== '' && matches(element, rules[pseudo]));
}

/**
 * Finds the elements that may show an image by their style, without asking the browser for the style of each: the rules
 * that name an image are found, then the elements that these select, both in a fraction of the time. Only where a style
 * sheet of another origin is closed to us has every element to be looked at.
 */
export class StyleSearch {
  readonly #sheets = new SheetReader();
  /** How many closed sheets there were when the pseudo-elements of an element were looked at. */
  readonly #looked = new WeakMap<Element, number>();

  /**
   * @param isRestyled whether what has been looked at before has to be looked at again in full
   * @param visit called for each element that may show one
   */
  *in(tree: Tree, isRestyled: boolean, visit: (candidate: Candidate) => void): Generator<void> {
    const root = rootOf(tree);
    if (root === undefined) return;
    const rules = yield* this.#sheets.rulesOf(root);
    const hosted = tree === root && 'host' in root ? [root.host] : [];
    const lists = [rules.own, rules['::before'], rules['::after']].filter((list) => list !== '');
    const selector = rules.closed > 0 ? '*' : lists.join();
    let count = 0;
    for (const element of [...hosted, ...queryWith(tree, selector)]) {
      const isOpen = element === hosted[0] || (rules.closed > 0 && this.#isNew(element, rules, isRestyled));
      const isInState = rules.stateful !== '' && matches(element, rules.stateful);
      visit({ element, pseudos: isOpen ? PSEUDO_ELEMENTS : pseudosOf(element, rules), isInState });
      count += 1;
      if (count % AT_ONCE === 0) yield;
    }
  }

  /** Finds those that may show one for as long as the person points at something, focuses or chooses it. */
  *inState(root: Document | ShadowRoot, visit: (candidate: Candidate) => void): Generator<void> {
    const rules = yield* this.#sheets.rulesOf(root);
    if (rules.stateful === '') return;
    let count = 0;
    for (const element of queryAll(root, rules.stateful)) {
      visit({ element, pseudos: pseudosOf(element, rules), isInState: true });
      count += 1;
      if (count % AT_ONCE === 0) yield;
    }
  }

  /**
   * Whether the pseudo-elements of an element are to be looked at because a closed sheet may speak of them. That takes
   * ten times as long as to look at the element itself, so it is done once for each such sheet.
   */
  #isNew(element: Element, { closed }: RootRules, isRestyled: boolean): boolean {
    if (!isRestyled && this.#looked.get(element) === closed) return false;
    this.#looked.set(element, closed);
    return true;
  }
}
