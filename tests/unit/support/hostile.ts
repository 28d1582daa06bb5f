import fc from 'fast-check';

/** Names that reach into every object. */
const POLLUTING = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** Longer than any address or name that a schema takes. */
export const HUGE = 'x'.repeat(40 * 1024 * 1024);

/** What a message may hold: JSON, with keys that pollute and with strings without end. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -1, 1e308, 2 ** 53, '', ...POLLUTING),
    fc.string(),
    fc.double(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...POLLUTING)), tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** Whatever a value can be, what JSON cannot hold too. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileJson,
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
);

/** An object that JSON makes, whose own key is `__proto__`. */
export const polluted: fc.Arbitrary<object> = hostileJson.map(
  (value) => JSON.parse(`{"__proto__": ${JSON.stringify(value) ?? 'null'}}`) as object,
);

/** A sound object in which one field, at any depth, is another value, or is gone, or is one too many. */
export function broken(sound: object): fc.Arbitrary<unknown> {
  const paths = pathsOf(sound);
  return fc
    .tuple(fc.constantFrom(...paths), hostileValue)
    .map(([path, value]) => withField(sound, path, value));
}

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function withField(from: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = Array.isArray(from) ? [...from] : { ...(from as object) };
  Reflect.set(copy, key, withField(Reflect.get(copy, key), rest, value));
  return copy;
}

/** Whether anything has got into the prototype of all objects. */
export function isPolluted(): boolean {
  return Object.keys(Object.prototype).length > 0 || Reflect.ownKeys(Object.prototype).length !== OWN_KEYS;
}

const OWN_KEYS = Reflect.ownKeys(Object.prototype).length;
