/** An element of a drawing, as far as its weight goes. */
export interface SvgElement {
  /** Without a namespace. */
  readonly name: string;
  readonly id: string | undefined;
  /** Ids of elements that it shows once more, or is painted with. */
  readonly references: readonly string[];
  /** Whether a rule of a style sheet may be meant for it. */
  readonly isStyled: boolean;
  readonly children: SvgElement[];
}

export interface SvgElements {
  /** Holds the elements that stand in no other. */
  readonly root: SvgElement;
  readonly count: number;
  /** Ids that style sheets in the drawing refer to. */
  readonly styleReferences: readonly string[];
}

/** What stands between these is no element. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

const URL_REFERENCE = /url\(\s*["']?#([^"')\s]+)/g;
const HREF = /(?:^|\s)(?:xlink:)?href\s*=\s*["']\s*#([^"']+)/;
const ID = /\sid\s*=\s*["']([^"']*)/;

function emptyElement(name: string): SvgElement {
  return { name, id: undefined, references: [], isStyled: false, children: [] };
}

/** Offset behind a tag: an attribute may hold its closing bracket in quotes. */
function endOfTag(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '>') return at + 1;
    if (letter !== '"' && letter !== "'") continue;
    at = text.indexOf(letter, at + 1);
    if (at < 0) return text.length;
  }
  return text.length;
}

/** Every tag, and what is between it and the next one. */
function* pieces(text: string): Generator<{ readonly tag: string; readonly behind: string }> {
  let start = text.indexOf('<');
  while (start >= 0) {
    const skipped = SKIPPED.find(([begin]) => text.startsWith(begin, start));
    const closing = skipped ? text.indexOf(skipped[1], start + skipped[0].length) : -1;
    if (skipped && closing < 0) return;
    const end = skipped ? closing + skipped[1].length : endOfTag(text, start + 1);
    const next = text.indexOf('<', end);
    const behind = skipped ? text.slice(start, end) : text.slice(end, next < 0 ? undefined : next);
    yield { tag: skipped ? '' : text.slice(start, end), behind };
    start = next;
  }
}

function elementOf(tag: string): SvgElement {
  const name = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(tag)?.[1] ?? '';
  const [, href] = HREF.exec(tag) ?? [];
  const painted = Array.from(tag.matchAll(URL_REFERENCE), ([, id = '']) => id);
  return {
    name,
    id: ID.exec(tag)?.[1],
    references: href === undefined ? painted : [href, ...painted],
    isStyled: /\s(?:class|id)\s*=/.test(tag),
    children: [],
  };
}

/** Reads the elements of an SVG whose entities have been put in. Never throws: what is no XML makes fewer elements. */
export function svgElements(text: string): SvgElements {
  const root = emptyElement('');
  const open = [root];
  const styleReferences = new Set<string>();
  let count = 0;
  for (const { tag, behind } of pieces(text)) {
    if (tag.startsWith('</') && open.length > 1) open.pop();
    else if (/^<[\w:]/.test(tag)) {
      const element = elementOf(tag);
      count += 1;
      open.at(-1)?.children.push(element);
      if (!tag.endsWith('/>')) open.push(element);
    }
    if (open.at(-1)?.name !== 'style') continue;
    for (const [, id = ''] of behind.matchAll(URL_REFERENCE)) styleReferences.add(id);
  }
  return { root, count, styleReferences: [...styleReferences] };
}
