import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { overlap, within } from '../../../src/page/overlay/rect.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { pointAt, pressAt } from './support/pointer.ts';
import { drawn, drawnBadges, drawnFaces, overlayRoot } from './support/roots.ts';
import { boxOf, frames } from './support/screen.ts';

const FACE = { x: 0.3, y: 0.4, width: 0.3, height: 0.4 };
const SECOND = { x: 0.7, y: 0.4, width: 0.2, height: 0.3 };

let close = () => {};
let image: HTMLImageElement;
let clicks: string[];

async function annotate(faces = [faceAt(FACE), faceAt(SECOND, 'contempt', 0.4)]): Promise<void> {
  const opened = openOverlay();
  close = opened.close;
  opened.overlay.draw(pictureOf(image), faces);
  await frames(3);
}

const middleOf = (element: Element) => {
  const { x, y, width, height } = boxOf(element);
  return [x + width / 2, y + height / 2] as const;
};
const badge = (index = 0) => drawnBadges()[index] as HTMLElement;
const card = () => drawn('.card')[0];
const pointAtBadge = async (index = 0) => pointAt(...middleOf(badge(index)));

beforeEach(async () => {
  await page.viewport(900, 700);
  clicks = [];
  const source = bitmap(640, 480, FACE);
  const html = `<a href="#x"><img width="600" height="450" style="display:block;margin:80px" alt="" src="${source}"></a>`;
  [image] = (await mount(html)) as [HTMLImageElement];
  await pointAt(1, 1);
  image.addEventListener('click', (event) => {
    event.preventDefault();
    clicks.push('image');
  });
  document.body.onclick = () => clicks.push('body');
});
afterEach(() => {
  close();
  document.body.onclick = null;
});

describe('a badge', () => {
  it('lets every click through but those on itself', async () => {
    await annotate();
    await pressAt(...middleOf(drawnFaces()[0] as Element));
    expect(clicks).toEqual(['image', 'body']);
    expect(document.elementFromPoint(...middleOf(drawnFaces()[0] as Element))).toBe(image);
    clicks = [];
    // Nobody points at it: the page cannot feel for it.
    expect(document.elementFromPoint(...middleOf(badge()))).toBe(image);
    await pressAt(...middleOf(badge()));
    expect(clicks).toEqual([]);
    expect(document.elementFromPoint(...middleOf(badge()))).toBe(overlayRoot()?.host);
  });

  it('shows the whole distribution under the pointer, and puts it away after', async () => {
    await annotate();
    expect(card()).toBeUndefined();
    await pointAtBadge();
    await vi.waitFor(() => expect(card()).toBeDefined());
    const rows = [...(card()?.querySelectorAll('.score') ?? [])].map((row) => row.textContent);
    expect(rows).toEqual(['😊Happy90%', '😐Neutral10%']);
    const bars = [...(card()?.querySelectorAll('.fill') ?? [])].map(
      (bar) => bar.getBoundingClientRect().width,
    );
    expect((bars[0] ?? 0) / (bars[1] ?? 1)).toBeCloseTo(9, 1);
    await pointAt(1, 1);
    await vi.waitFor(() => expect(card()).toBeUndefined());
  });

  it('opens its card beside the face, inside the viewport', async () => {
    await annotate();
    await pointAtBadge(1);
    await vi.waitFor(() => expect(card()).toBeDefined());
    const box = boxOf(card() as Element);
    expect(overlap(box, boxOf(badge(1)))).toBe(0);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(document.documentElement.clientWidth);
    expect(box.y + box.height).toBeLessThanOrEqual(window.innerHeight);
  });

  it('lets clicks through its card', async () => {
    await annotate();
    await pointAtBadge();
    await vi.waitFor(() => expect(card()).toBeDefined());
    const [x, y] = middleOf(card() as Element);
    expect(document.elementFromPoint(x, y)).not.toBe(overlayRoot()?.host);
  });

  it('says when the label is not to be trusted', async () => {
    await annotate();
    await pointAtBadge(1);
    await vi.waitFor(() => expect(card()?.querySelector('.uncertain')?.textContent).toBe('Uncertain'));
    expect(drawnFaces().map((face) => face.dataset.uncertain)).toEqual(['false', 'true']);
    expect(drawnFaces().map((face) => face.dataset.confidence)).toEqual(['0.9', '0.4']);
  });

  it('is one stop of the keyboard, opens its card there, and closes it on Escape', async () => {
    await annotate();
    document.querySelector('a')?.focus();
    const focused = () => overlayRoot()?.activeElement;
    await userEvent.tab();
    expect(focused()).toBe(badge(0));
    expect(card()?.textContent).toContain('The face shows a happy expression');
    expect(badge().ariaDescription).toMatch(/^The face shows a happy expression.*Happy90%.*Neutral10%/);
    await userEvent.keyboard('{Escape}');
    expect(card()).toBeUndefined();
    expect(focused()).toBe(badge(0));
    await userEvent.keyboard('{Enter}');
    expect(card()).toBeDefined();
    await userEvent.tab();
    expect(focused()).toBe(badge(1));
    expect(card()?.textContent).toContain('contemptuous');
    await userEvent.tab();
    expect(focused()).toBeFalsy();
    expect(card()).toBeUndefined();
  });

  it('keeps its keys and its focus from the page', async () => {
    const heard: string[] = [];
    const listen = (event: Event) => heard.push(event.type);
    const types = ['keydown', 'keyup', 'focusin', 'focusout', 'click', 'pointerdown', 'mousedown'];
    await annotate();
    for (const type of types) document.addEventListener(type, listen);
    badge().focus();
    await userEvent.keyboard('{Enter}');
    await pressAt(...middleOf(badge(1)));
    for (const type of types) document.removeEventListener(type, listen);
    expect(heard).toEqual([]);
  });

  it('stays where its face is cut by the edge of the page', async () => {
    await annotate([faceAt({ x: 0.9, y: -0.05, width: 0.2, height: 0.2 })]);
    const box = boxOf(badge());
    expect(box.x + box.width).toBeLessThanOrEqual(document.documentElement.clientWidth);
    const shown = within(boxOf(image), { x: 0, y: 0, width: 1, height: 1 });
    expect(overlap(box, shown)).toBeCloseTo(box.width * box.height, 0);
  });

  it('does not hide another in a crowd', async () => {
    const crowd = Array.from({ length: 24 }, (_, index) =>
      faceAt({
        x: 0.02 + (index % 8) * 0.12,
        y: 0.1 + Math.floor(index / 8) * 0.3,
        width: 0.09,
        height: 0.14,
      }),
    );
    await annotate(crowd);
    const boxes = drawnBadges().map(boxOf);
    expect(boxes).toHaveLength(24);
    const hidden = boxes.flatMap((box, i) => boxes.slice(i + 1).filter((other) => overlap(box, other) > 1));
    expect(hidden).toEqual([]);
  });
});

/** Relative luminance and contrast: WCAG 2.2. */
function luminance(channels: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = channels.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function channels(color: string): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no canvas.');
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 255] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}

function over(color: readonly number[], backdrop: number): number[] {
  const alpha = color[3] ?? 1;
  return color.slice(0, 3).map((value) => value * alpha + backdrop * (1 - alpha));
}

describe.each(['light', 'dark'])('in %s colours', (scheme) => {
  beforeEach(async () => {
    await annotate();
    // The person's own choice cannot be made from inside a page; the host's can be overruled from inside the root.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.picture, .card { color-scheme: ${scheme}; }`);
    const root = overlayRoot() as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });

  it('can be read on any picture', () => {
    const background = channels(getComputedStyle(badge()).backgroundColor);
    const texts = [...badge().querySelectorAll('.word, .percent')];
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      for (const backdrop of [0, 255]) {
        const color = channels(getComputedStyle(text).color);
        expect(contrast(color.slice(0, 3), over(background, backdrop))).toBeGreaterThan(4.5);
      }
    }
  });

  it('gives axe nothing to complain about', async () => {
    badge(1).focus();
    expect(card()).toBeDefined();
    // axe cannot look into a closed root: the same elements, under the same rules, in an open one.
    const stage = document.createElement('main');
    document.body.replaceChildren(stage);
    const open = stage.attachShadow({ mode: 'open' });
    open.adoptedStyleSheets = [...(overlayRoot()?.adoptedStyleSheets ?? [])];
    open.append(...(overlayRoot()?.childNodes ?? []));
    expect(open.querySelectorAll('.badge')).toHaveLength(2);
    const { violations, passes } = await axe.run(stage, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('button-name');
  });
});
