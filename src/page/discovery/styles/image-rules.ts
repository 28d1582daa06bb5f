import type { PseudoElement } from '../../overlay/pseudo-box.ts';

/** Which elements the rules of a style sheet may give an image, by whose box it is: selectors, too many rather than too few. */
export interface ImageRules {
  readonly own: readonly string[];
  readonly '::before': readonly string[];
  readonly '::after': readonly string[];
}

/** What an image may come from; a variable may hold one too. */
const IMAGE = /url\(|image-set\(|var\(/;
/** Rules that are looked at between two looks at the clock. */
const AT_ONCE = 100;

type Found = Record<keyof ImageRules, string[]>;

function namesImage(style: CSSStyleDeclaration): boolean {
  // A shorthand with a variable in it tells nothing of its longhands.
  const { background, backgroundImage, borderImage, borderImageSource, content } = style;
  return IMAGE.test(`${background}${backgroundImage}${borderImage}${borderImageSource}${content}`);
}

/** A selector for the elements that a pseudo-element belongs to. */
function hostsOf(selector: string, pseudo: PseudoElement): string | undefined {
  const name = pseudo.slice(2);
  const bare = selector.replace(/::?(before|after)\b/g, (_, found: string) =>
    found === name ? ':is(*)' : '::x',
  );
  return bare.includes(':is(*)') && selector.includes(`:${name}`)
    ? bare.replaceAll('::x', '::after')
    : undefined;
}

/** A nested selector as it would stand outside of its parent: CSS Nesting 1, section 3. */
function unnested(selector: string, parent: string | undefined): string {
  if (parent === undefined) return selector;
  return selector.includes('&') ? selector.replaceAll('&', `:is(${parent})`) : `:is(${parent}) ${selector}`;
}

/** Some that stand in sheets cannot be asked for: those with a namespace, and what has been made of very odd ones. */
function isUsable(selector: string): boolean {
  try {
    new DocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

function keep(selector: string, found: Found): void {
  if (isUsable(selector)) found.own.push(selector);
  for (const pseudo of ['::before', '::after'] as const) {
    const hosts = hostsOf(selector, pseudo);
    if (hosts !== undefined && isUsable(hosts)) found[pseudo].push(hosts);
  }
}

/** Rules inside a rule: nested ones, conditional ones, and those of another sheet. */
function* inside(rule: CSSRule, parent: string | undefined, found: Found): Generator<void> {
  if (rule instanceof CSSStyleRule) {
    if (rule.cssRules.length > 0) yield* collect(rule.cssRules, unnested(rule.selectorText, parent), found);
  } else if (rule instanceof CSSImportRule) {
    if (rule.styleSheet) yield* collect(rule.styleSheet.cssRules, parent, found);
  } else if (rule instanceof CSSGroupingRule) yield* collect(rule.cssRules, parent, found);
}

function* collect(rules: CSSRuleList, parent: string | undefined, found: Found): Generator<void> {
  let count = 0;
  for (const rule of rules) {
    count += 1;
    if (count % AT_ONCE === 0) yield;
    if (rule instanceof CSSStyleRule && namesImage(rule.style)) {
      keep(unnested(rule.selectorText, parent), found);
    }
    yield* inside(rule, parent, found);
  }
}

/**
 * Looks through a style sheet, bit by bit.
 *
 * @throws SecurityError where the sheet, or one that it imports, is of another origin and closed to the page
 */
export function* imageRulesOf(sheet: CSSStyleSheet): Generator<void, ImageRules> {
  const found: Found = { own: [], '::before': [], '::after': [] };
  yield* collect(sheet.cssRules, undefined, found);
  return found;
}
