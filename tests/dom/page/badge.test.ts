import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { overlap, within } from '../../../src/page/overlay/rect.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { pointAt, pressAt } from './support/pointer.ts';
import { drawnBadges, drawnFaces, overlayRoot } from './support/roots.ts';
import { boxOf, frames, middleOf } from './support/screen.ts';

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

const badge = (index = 0) => drawnBadges()[index] as HTMLElement;

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

  it('says when the label is not to be trusted', async () => {
    await annotate();
    expect(drawnFaces().map((face) => face.dataset.uncertain)).toEqual(['false', 'true']);
    expect(drawnFaces().map((face) => face.dataset.confidence)).toEqual(['0.9', '0.4']);
  });

  it('is one stop of the keyboard, and has a dialog', async () => {
    await annotate();
    document.querySelector('a')?.focus();
    const focused = () => overlayRoot()?.activeElement;
    for (const index of [0, 1]) {
      await userEvent.tab();
      expect(focused()).toBe(badge(index));
      expect(badge(index).getAttribute('aria-haspopup')).toBe('dialog');
    }
    await userEvent.tab();
    expect(focused()).toBeFalsy();
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
    sheet.replaceSync(`.picture { color-scheme: ${scheme}; }`);
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
