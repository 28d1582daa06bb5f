/** Positions and lengths as browsers compute them: plain numbers, or sums of a percentage and pixels. Pure. */

/** One axis: `fraction` of a room plus `offset` CSS pixels. */
export interface Position {
  readonly fraction: number;
  readonly offset: number;
}

const CENTRE: Position = { fraction: 0.5, offset: 0 };
const TERM = /(?<![\d.])(?:([+-])\s*)?(\d+(?:\.\d+)?|\.\d+)(e[+-]?\d+)?(%|px)/g;
const ONE_SUM = /^(?:calc\()?[^()]*\)?$/;

/** The words of a computed value; what is in brackets is one word. */
export function wordsOf(computed: string): string[] {
  return computed.match(/[\w-]+\((?:[^()]|\([^()]*\))*\)|[^\s]+/g) ?? [];
}

/** A computed list, split at the commas that are in no brackets. */
export function listOf(computed: string): string[] {
  const items = computed.match(/(?:[^,(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
  return items.map((item) => item.trim());
}

/** A percentage, a length, or a `calc()` sum of both. */
export function parseLength(text: string | undefined): Position {
  // What is not a plain sum (`min()`, `clamp()`) depends on the box in ways that need the browser: stay in the middle.
  if (text === undefined || !ONE_SUM.test(text)) return CENTRE;
  let fraction = 0;
  let offset = 0;
  for (const [, sign, number, power = '', unit] of text.matchAll(TERM)) {
    const value = Number(number + power) * (sign === '-' ? -1 : 1);
    if (unit === '%') fraction += value / 100;
    else offset += value;
  }
  return { fraction, offset };
}

/** A computed length in pixels, where percentages are of `whole`. */
export function lengthIn(whole: number, text: string | undefined): number {
  const { fraction, offset } = parseLength(text);
  return whole * fraction + offset;
}

type Parsed = { readonly x: Position; readonly y: Position };

/** Nearly all pictures of a page have one position: the last that was read. */
let last: { readonly computed: string; readonly parsed: Parsed } | undefined;

/**
 * Reads a computed position. Browsers compute keywords and edge offsets away: `right 10px top` arrives as
 * `calc(100% - 10px) 0%`.
 */
export function parsePosition(computed: string): Parsed {
  if (last?.computed === computed) return last.parsed;
  const [x, y] = wordsOf(computed);
  const parsed = { x: parseLength(x), y: parseLength(y) };
  last = { computed, parsed };
  return parsed;
}
