import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';

/** Stands for what a template fills in. */
export const HOLE = '…';

/** A string that a source file holds. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** What it stands in, from the outermost: kinds of syntax nodes, names of functions, and JSX attributes ("@title"). */
  readonly within: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Every file of TypeScript under these folders. */
export function sourceFiles(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
}

/** Every string and every piece of text between tags in a file. */
export function sourceTexts(file: string): SourceText[] {
  const texts: SourceText[] = [];
  visit(
    parseAst(readFileSync(file, 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node,
    [],
    (text, within) => texts.push({ file, text, within }),
  );
  return texts;
}

function visit(node: Node, within: readonly string[], found: (text: string, within: string[]) => void): void {
  const text = textOf(node);
  if (text !== undefined) found(text, [...within, node.type]);
  const inside = [...within, node.type, ...nameOf(node)];
  for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, inside, found);
}

function textOf(node: Node): string | undefined {
  if (node.type === 'TemplateLiteral') {
    const parts = node.quasis as { readonly value: { readonly cooked: string } }[];
    return parts.map(({ value }) => value.cooked).join(HOLE);
  }
  const { value } = node;
  return /^(Literal|JSXText)$/.test(node.type) && typeof value === 'string' ? value : undefined;
}

function nameOf(node: Node): string[] {
  const named = node.name ?? node.callee;
  if (!isNode(named) || typeof named.name !== 'string') return [];
  return [node.type === 'JSXAttribute' ? `@${named.name}` : named.name];
}
