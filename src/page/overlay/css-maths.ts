/**
 * Lengths that depend on a box in more than a straight way, as browsers compute them: `min()`, `max()`, `clamp()` and the sums and
 * products in them, of percentages, pixels and numbers. CSS Values 4, sections 10.2, 10.8 and 10.9. Pure.
 */

/** The pixels of a length where percentages are of so many pixels. */
export type Length = (whole: number) => number;

const TOKEN = /\s*(?:([+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)(%|px)?|([a-z]+)(?=\()|([()*/,+-]))/y;

const FUNCTIONS = new Map<string, (...of: number[]) => number>([
  ['calc', (value = Number.NaN) => value],
  ['min', Math.min],
  ['max', Math.max],
  // The least wins over the most: section 10.2.
  [
    'clamp',
    (least = Number.NaN, value = Number.NaN, most = Number.NaN) => Math.max(least, Math.min(value, most)),
  ],
]);

type Token = Length | string;

/** Lengths, and the names and signs between them. @throws where something else stands there */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, number, unit, name, sign] = TOKEN.exec(text) ?? [];
    if (number === undefined && name === undefined && sign === undefined) throw new SyntaxError(text);
    const value = Number(number);
    if (number === undefined) tokens.push(name ?? sign ?? '');
    else tokens.push(unit === '%' ? (whole) => (whole * value) / 100 : () => value);
  }
  return tokens;
}

/** Reads tokens from the left, by precedence. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): Length {
    let left = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      const [before, after, by] = [left, this.#product(), sign === '+' ? 1 : -1];
      left = (whole) => before(whole) + by * after(whole);
    }
    return left;
  }

  #product(): Length {
    let left = this.#value();
    for (let sign = this.#take('*', '/'); sign; sign = this.#take('*', '/')) {
      const [before, after, isTimes] = [left, this.#value(), sign === '*'];
      left = (whole) => (isTimes ? before(whole) * after(whole) : before(whole) / after(whole));
    }
    return left;
  }

  #value(): Length {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (typeof token === 'function') return token;
    const isBare = token === '(';
    const apply = FUNCTIONS.get(isBare ? 'calc' : String(token));
    if (apply === undefined || !(isBare || this.#take('('))) throw new SyntaxError(String(token));
    const parts = [this.sum()];
    while (this.#take(',')) parts.push(this.sum());
    if (!this.#take(')')) throw new SyntaxError(String(token));
    return (whole) => apply(...parts.map((part) => part(whole)));
  }

  #take(...signs: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (typeof token !== 'string' || !signs.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }
}

/** @returns nothing where it is no length, or one of functions that are not known here */
export function parseMaths(text: string): Length | undefined {
  try {
    const reader = new Reader(tokensOf(text));
    const length = reader.sum();
    return reader.isAtEnd && Number.isFinite(length(1)) ? length : undefined;
  } catch {
    return undefined;
  }
}
