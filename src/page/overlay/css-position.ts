import { type Length, parseMaths } from './css-maths.ts';

/** Positions and lengths as browsers compute them. Pure. */

/** Half of the room: of what cannot be told without the browser. */
const CENTRE: Length = (room) => room / 2;
const TERM = /(?<![\d.])(?:([+-])\s*)?(\d+(?:\.\d+)?|\.\d+)(e[+-]?\d+)?(%|px)/g;
const ONE_SUM = /^(?:calc\()?[^()]*\)?$/;

/** The parts of a computed value between signs of one kind that stand in no brackets. */
function splitAt(separator: RegExp, computed: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const sign of computed) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth = Math.max(0, depth - 1);
    if (depth > 0 || !separator.test(sign)) part += sign;
    else {
      parts.push(part);
      part = '';
    }
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '');
}

/** The words of a computed value; what is in brackets is one word. */
export function wordsOf(computed: string): string[] {
  return splitAt(/\s/, computed);
}

/** A computed list, split at the commas that are in no brackets. */
export function listOf(computed: string): string[] {
  return splitAt(/,/, computed);
}

/** A percentage, a length, a sum of both, or the least or most of several. */
function parseLength(text: string | undefined): Length {
  if (text === undefined) return CENTRE;
  // Nearly all are plain sums.
  if (!ONE_SUM.test(text)) return parseMaths(text) ?? CENTRE;
  let fraction = 0;
  let offset = 0;
  for (const [, sign, number, power = '', unit] of text.matchAll(TERM)) {
    const value = Number(number + power) * (sign === '-' ? -1 : 1);
    if (unit === '%') fraction += value / 100;
    else offset += value;
  }
  return (whole) => whole * fraction + offset;
}

/** A computed length in pixels, where percentages are of `whole`. */
export function lengthIn(whole: number, text: string | undefined): number {
  return parseLength(text)(whole);
}

type Parsed = { readonly x: Length; readonly y: Length };

/** Nearly all pictures of a page have one position: the last that was read. */
let last: { readonly computed: string; readonly parsed: Parsed } | undefined;

/**
 * Reads a computed position: on each axis, a length of the room that is left. Browsers compute keywords and edge offsets
 * away: `right 10px top` arrives as `calc(100% - 10px) 0%`.
 */
export function parsePosition(computed: string): Parsed {
  if (last?.computed === computed) return last.parsed;
  const [x, y] = wordsOf(computed);
  const parsed = { x: parseLength(x), y: parseLength(y) };
  last = { computed, parsed };
  return parsed;
}
