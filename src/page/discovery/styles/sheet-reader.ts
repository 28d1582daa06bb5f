import { type ImageRules, imageRulesOf } from './image-rules.ts';

/** All selectors of a root, joined by their box. */
export interface RootRules {
  readonly own: string;
  readonly '::before': string;
  readonly '::after': string;
  /** Those of them that hold only while the person points at something, focuses or chooses it. */
  readonly stateful: string;
  /** Sheets that may not be read: where there are any, each element may have an image of which nothing is known. */
  readonly closed: number;
}

type Kept = { readonly count: number; readonly rules: ImageRules | undefined };

/** What elements show by their own markup: inline styles, and the attribute of old. */
const INLINE = ['[style*="url("]', '[style*="image-set("]', '[style*="var("]', '[background]'];

/** What may come to hold with no change of the document. */
const STATE = /:(?:hover|focus|active|checked|target|open|has|valid|invalid)/;

function countOf(sheet: CSSStyleSheet): number {
  try {
    return sheet.cssRules.length;
  } catch {
    return -1;
  }
}

/** Reads the style sheets of documents and shadow roots, each again only where its number of rules has changed. */
export class SheetReader {
  readonly #kept = new WeakMap<CSSStyleSheet, Kept>();

  *rulesOf(root: Document | ShadowRoot): Generator<void, RootRules> {
    const own = [...INLINE];
    const before: string[] = [];
    const after: string[] = [];
    let closed = 0;
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
      if (sheet.disabled) continue;
      const rules = yield* this.#rulesOf(sheet);
      if (rules === undefined) closed += 1;
      own.push(...(rules?.own ?? []));
      before.push(...(rules?.['::before'] ?? []));
      after.push(...(rules?.['::after'] ?? []));
    }
    const stateful = [...own, ...before, ...after].filter((selector) => STATE.test(selector)).join();
    return { own: own.join(), '::before': before.join(), '::after': after.join(), stateful, closed };
  }

  *#rulesOf(sheet: CSSStyleSheet): Generator<void, ImageRules | undefined> {
    const kept = this.#kept.get(sheet);
    const count = countOf(sheet);
    if (kept?.count === count) return kept.rules;
    let rules: ImageRules | undefined;
    try {
      rules = yield* imageRulesOf(sheet);
    } catch {
      rules = undefined;
    }
    this.#kept.set(sheet, { count, rules });
    return rules;
  }
}
