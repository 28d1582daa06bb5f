import type { CDPSession, Frame, Page } from 'playwright';
import type { Rect } from './box.ts';
import { frameOrigin } from './frame-origin.ts';
import { waitUntil } from './wait-until.ts';

/** A face as Mien draws it. */
export interface FaceOnScreen {
  /** CSS pixels, from the upper left corner of the top page's viewport. */
  readonly box: Rect;
  readonly expression: string;
  readonly confidence: number;
  readonly uncertain: boolean;
  /** All data attributes of the element, without `data-`. */
  readonly data: Readonly<Record<string, string>>;
  /** All text inside the element. */
  readonly text: string;
}

/** The part of CDP's `DOM.Node` that is used here. */
interface DomNode {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
  readonly shadowRootType?: string;
  readonly contentDocument?: DomNode;
}

function below(node: DomNode): DomNode[] {
  return [
    ...(node.children ?? []),
    ...(node.shadowRoots ?? []),
    ...(node.contentDocument ? [node.contentDocument] : []),
  ];
}

function attributesOf(node: DomNode): Record<string, string> {
  const flat = node.attributes ?? [];
  return Object.fromEntries(
    flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ''] as const] : [])),
  );
}

function textOf(node: DomNode): string {
  if (node.nodeName === '#text') return node.nodeValue;
  if (node.nodeName === 'STYLE' || node.nodeName === 'SCRIPT') return '';
  return below(node).map(textOf).filter(Boolean).join(' ');
}

function closedRoots(node: DomNode): DomNode[] {
  const own = (node.shadowRoots ?? []).filter((root) => root.shadowRootType === 'closed');
  return [...own, ...below(node).flatMap(closedRoots)];
}

function facesWithin(node: DomNode): DomNode[] {
  const own = 'data-expression' in attributesOf(node) ? [node] : [];
  return [...own, ...below(node).flatMap(facesWithin)];
}

async function boxOf(session: CDPSession, node: DomNode): Promise<Rect | undefined> {
  try {
    const { model } = await session.send('DOM.getBoxModel', { nodeId: node.nodeId });
    const xs = model.border.filter((_, i) => i % 2 === 0);
    const ys = model.border.filter((_, i) => i % 2 === 1);
    const x = Math.min(...xs);
    const y = Math.min(...ys);
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  } catch {
    return undefined; // An element that is not drawn has no box.
  }
}

/** A session for each process that renders a part of the page, with the place of that part in the top page. */
async function* renderers(page: Page): AsyncGenerator<{ session: CDPSession; x: number; y: number }> {
  for (const frame of page.frames()) {
    const session = await sessionOf(page, frame);
    if (session === undefined) continue;
    try {
      yield { session, ...(await frameOrigin(frame)) };
    } finally {
      await session.detach().catch(() => undefined);
    }
  }
}

async function sessionOf(page: Page, frame: Frame): Promise<CDPSession | undefined> {
  try {
    return await page.context().newCDPSession(frame === page.mainFrame() ? page : frame);
  } catch {
    return undefined; // A frame that shares its parent's process is read through the parent.
  }
}

async function readDocument<T>(
  page: Page,
  read: (root: DomNode, session: CDPSession, x: number, y: number) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for await (const { session, x, y } of renderers(page)) {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    found.push(...(await read(root as DomNode, session, x, y)));
  }
  return found;
}

/** Every face that is drawn on the page and in its frames, in document order. */
export function readFaces(page: Page): Promise<FaceOnScreen[]> {
  return readDocument(page, async (root, session, x, y) => {
    const faces: FaceOnScreen[] = [];
    for (const node of closedRoots(root).flatMap(facesWithin)) {
      const box = await boxOf(session, node);
      if (box === undefined) continue;
      const attributes = attributesOf(node);
      const data = Object.fromEntries(
        Object.entries(attributes).flatMap(([name, value]) =>
          name.startsWith('data-') ? [[name.slice('data-'.length), value] as const] : [],
        ),
      );
      faces.push({
        box: { ...box, x: box.x + x, y: box.y + y },
        expression: data.expression ?? '',
        confidence: Number(data.confidence),
        uncertain: data.uncertain === 'true' || data.uncertain === '',
        data,
        text: textOf(node),
      });
    }
    return faces;
  });
}

/** An element that Mien has drawn, where it has a box. */
export interface DrawnElement {
  /** Its `aria-label`, or its text. */
  readonly name: string;
  /** CSS pixels, from the upper left corner of the top page's viewport. */
  readonly box: Rect;
}

function elementsWithin(node: DomNode, nodeName: string): DomNode[] {
  const own = node.nodeName === nodeName ? [node] : [];
  return [...own, ...below(node).flatMap((child) => elementsWithin(child, nodeName))];
}

/** Every element of a kind (such as `BUTTON`) that Mien shows on the page and in its frames. */
export function readDrawn(page: Page, nodeName: string): Promise<DrawnElement[]> {
  return readDocument(page, async (root, session, x, y) => {
    const drawn: DrawnElement[] = [];
    for (const node of closedRoots(root).flatMap((each) => elementsWithin(each, nodeName))) {
      const box = await boxOf(session, node);
      if (box === undefined) continue;
      const name = attributesOf(node)['aria-label'] ?? textOf(node);
      drawn.push({ name, box: { ...box, x: box.x + x, y: box.y + y } });
    }
    return drawn;
  });
}

/** All text that Mien shows on the page and in its frames: badges, busy marks and reasons. */
export async function readOverlayText(page: Page): Promise<string> {
  const texts = await readDocument(page, async (root) => closedRoots(root).map(textOf));
  return texts.filter(Boolean).join(' ');
}

/**
 * Waits until as many faces are drawn as wanted, or until `wanted` says yes to them.
 *
 * @throws after `deadline` milliseconds, saying which faces were there
 */
export function waitForFaces(
  page: Page,
  wanted: number | ((faces: readonly FaceOnScreen[]) => boolean),
  { deadline = 30_000 } = {},
): Promise<FaceOnScreen[]> {
  const isDone =
    typeof wanted === 'number' ? (faces: readonly FaceOnScreen[]) => faces.length === wanted : wanted;
  return waitUntil(() => readFaces(page), isDone, {
    deadline,
    describe: (faces) =>
      `${faces.length} faces ${JSON.stringify(faces.map(({ box, expression }) => ({ box, expression })))}`,
  });
}

/** Waits until Mien shows this text somewhere on the page, or until `wanted` says yes to all that it shows. */
export function waitForOverlayText(
  page: Page,
  wanted: string | RegExp | ((shown: string) => boolean),
  { deadline = 30_000 } = {},
): Promise<string> {
  const holds = (shown: string) => {
    if (typeof wanted === 'function') return wanted(shown);
    return typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown);
  };
  return waitUntil(() => readOverlayText(page), holds, { deadline });
}
