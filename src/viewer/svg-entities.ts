/** Characters that a drawing may come to when its entities are put in. */
const LONGEST = 16 * 1024 * 1024;

/** Entities that make each other up, one within the other. */
const DEEPEST = 40;

const DECLARED = /<!ENTITY\s+([\w:.-]+)\s+(?:"([^"]*)"|'([^']*)')/g;
const REFERENCE = /&([\w:.-]+);/g;

/**
 * The text with its own entities put in, as an XML parser does (XML 1.0, 4.4); undefined where it would grow beyond all
 * measure ("a billion laughs"). Entities that a file elsewhere declares stay as they are: nobody fetches it.
 */
export function expandedSvg(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const entities = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(DECLARED)) {
    if (!entities.has(name)) entities.set(name, double ?? single ?? '');
  }
  if (entities.size === 0) return text;
  const lengths = new Map<string, number>();
  const lengthOf = (content: string, depth: number): number => {
    let length = content.length;
    for (const [, name = ''] of content.matchAll(REFERENCE)) {
      const inner = entities.get(name);
      if (inner === undefined) continue;
      if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
      const known = lengths.get(name) ?? lengthOf(inner, depth + 1);
      lengths.set(name, known);
      length += known;
    }
    return length;
  };
  if (lengthOf(text, 0) > LONGEST) return undefined;
  const putIn = (content: string): string =>
    content.replace(REFERENCE, (whole, name: string) => {
      const inner = entities.get(name);
      return inner === undefined ? whole : putIn(inner);
    });
  return putIn(text);
}
