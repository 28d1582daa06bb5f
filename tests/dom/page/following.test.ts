import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Overlay } from '../../../src/page/overlay/overlay.ts';
import { within } from '../../../src/page/overlay/rect.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawnFaces, overlayRoot } from './support/roots.ts';
import { boxOf, frames, iou, painted } from './support/screen.ts';

const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const source = () => bitmap(400, 300, FACE);

let overlay: Overlay;
let picture: Picture;
let close = () => {};

beforeEach(async () => {
  await page.viewport(800, 600);
});
afterEach(() => {
  close();
  window.scrollTo(0, 0);
});

/** A page with one picture, annotated. */
async function annotate(html: string): Promise<HTMLImageElement> {
  const [image] = await mount(html.replaceAll('SOURCE', source()));
  if (image === undefined) throw new Error('There is no image.');
  const opened = openOverlay();
  overlay = opened.overlay;
  close = opened.close;
  picture = pictureOf(image);
  overlay.draw(picture, [faceAt(FACE)]);
  await frames(3);
  return image;
}

/** How well the one face box lies on the picture as it is now. */
function fitOf(image: Element): number {
  const [face] = drawnFaces();
  return face ? iou(boxOf(face), within(boxOf(image), FACE)) : 0;
}

const lies = (image: Element) => vi.waitFor(() => expect(fitOf(image)).toBeGreaterThan(0.97));
const hides = () => vi.waitFor(() => expect(drawnFaces()).toHaveLength(0));

describe('a face box stays on its face', () => {
  it('while the document scrolls, without any script', async () => {
    const image = await annotate(`<div style="height:200px"></div><img width="400" src="SOURCE">
      <div style="height:4000px"></div>`);
    await frames(20);
    const nextFrame = vi.spyOn(window, 'requestAnimationFrame');
    const measures = vi.spyOn(Element.prototype, 'getBoundingClientRect');
    const calls = () => [nextFrame.mock.calls.length, measures.mock.calls.length];
    for (const y of [40, 90, 160, 2000, 120]) {
      window.scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(calls()).toEqual([0, 0]);
    expect(window.scrollY).toBe(120);
    // At its end it is looked once whether the picture has come to lie under something.
    await vi.waitFor(() => expect(nextFrame).toHaveBeenCalledTimes(1));
    await frames(1);
    nextFrame.mockClear();
    measures.mockClear();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(calls()).toEqual([0, 0]);
    nextFrame.mockRestore();
    measures.mockRestore();
    expect(fitOf(image)).toBeGreaterThan(0.97);
  });

  it('when the page above it grows and shrinks', async () => {
    const image = await annotate('<div id="above" style="height:50px"></div><img width="400" src="SOURCE">');
    const above = document.querySelector<HTMLElement>('#above');
    for (const height of [180, 20, 33]) {
      above?.style.setProperty('height', `${height}px`);
      await lies(image);
    }
  });

  it('when a rule of a style sheet makes the page above it grow', async () => {
    const image = await annotate(
      '<style id="s"></style><p id="above">Text</p><img width="300" src="SOURCE">',
    );
    const sheet = document.querySelector<HTMLStyleElement>('#s')?.sheet;
    sheet?.insertRule('#above { height: 900px; margin: 0; }');
    await lies(image);
    await frames(20);
    sheet?.insertRule('#above { height: 980px !important; }');
    await lies(image);
  });

  it('when it moves in a page whose size stays', async () => {
    const image = await annotate(`<div style="height:500px;overflow:clip;position:relative">
      <div id="above" style="height:50px"></div><img width="300" src="SOURCE"></div>`);
    document.querySelector<HTMLElement>('#above')?.style.setProperty('height', '120px');
    await lies(image);
  });

  it('when it moves by a rule of a style sheet, with nothing said to the tree', async () => {
    const image = await annotate('<style id="s"></style><img width="300" src="SOURCE">');
    const sheet = document.querySelector<HTMLStyleElement>('#s')?.sheet;
    sheet?.insertRule('img { transform: translate(37px, 11px); }');
    await lies(image);
  });

  it('when it grows', async () => {
    const image = await annotate('<img style="width:200px;height:150px" src="SOURCE">');
    image.style.width = '440px';
    image.style.height = '330px';
    await lies(image);
  });

  it('through an animation, and rests after it', async () => {
    const image = await annotate('<img width="200" src="SOURCE">');
    const path = [{ transform: 'none' }, { transform: 'translateX(300px) scale(1.2)' }];
    const animation = image.animate(path, { duration: 600, fill: 'forwards' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(boxOf(image).x).toBeGreaterThan(40);
    await frames(1);
    expect(fitOf(image)).toBeGreaterThan(0.8);
    await animation.finished;
    await lies(image);
    await frames(30);
    const nextFrame = vi.spyOn(window, 'requestAnimationFrame');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const calls = nextFrame.mock.calls.length;
    nextFrame.mockRestore();
    expect(calls).toBe(0);
  });

  it('inside a scroller, and is cut by it', async () => {
    const image = await annotate(`<div id="scroller" style="height:250px;width:420px;overflow:auto">
      <div style="height:60px"></div><img width="400" src="SOURCE"><div style="height:900px"></div></div>`);
    const scroller = document.querySelector('#scroller');
    await frames(20);
    await painted();
    scroller?.scrollTo(0, 130);
    // No later than the person sees it scrolled.
    await painted();
    expect(fitOf(image)).toBeGreaterThan(0.97);
    const layer = drawnFaces()[0]?.parentElement as HTMLElement;
    const cutTop = Number.parseFloat(layer.style.clipPath.slice('inset('.length));
    expect(boxOf(layer).y + cutTop).toBeCloseTo(boxOf(scroller as Element).y, 1);
    scroller?.scrollTo(0, 700);
    await hides();
    scroller?.scrollTo(0, 0);
    await lies(image);
  });

  it('that is fixed, and one that sticks, while the document scrolls', async () => {
    const fixed = await annotate(`<img width="200" style="position:fixed;left:300px;top:40px" src="SOURCE">
      <div style="height:3000px"></div>`);
    window.scrollTo(0, 700);
    await frames(2);
    expect(boxOf(fixed).y).toBe(40);
    expect(fitOf(fixed)).toBeGreaterThan(0.97);
    close();
    window.scrollTo(0, 0);
    const sticky = await annotate(`<div style="height:2000px;padding-top:100px">
      <img width="200" style="position:sticky;top:10px" src="SOURCE"></div>`);
    await frames(20);
    await painted();
    window.scrollTo(0, 600);
    await painted();
    expect(boxOf(sticky).y).toBe(10);
    expect(fitOf(sticky)).toBeGreaterThan(0.97);
  });

  it('when the window is resized', async () => {
    const image = await annotate('<img style="width:60vw;margin-left:20vw" src="SOURCE">');
    await page.viewport(500, 600);
    await lies(image);
  });
});

describe('a picture that cannot be seen has no badges', () => {
  it.each([
    ['display', 'none'],
    ['visibility', 'hidden'],
    ['opacity', '0'],
    ['width', '0'],
  ])('%s: %s', async (property, value) => {
    const image = await annotate('<div><img width="300" src="SOURCE"></div>');
    image.style.setProperty(property, value);
    await hides();
    image.style.removeProperty(property);
    await lies(image);
  });

  it('nor has one inside something that is hidden', async () => {
    const image = await annotate('<div id="slide"><img width="300" src="SOURCE"></div>');
    document.querySelector('#slide')?.setAttribute('style', 'visibility: hidden');
    await hides();
    document.querySelector('#slide')?.removeAttribute('style');
    await lies(image);
  });
});

describe('the page', () => {
  it('gets no scroll bars from badges at its edges', async () => {
    const html = '<img width="800" height="600" style="display:block" src="SOURCE">';
    const [image] = await mount(html.replace('SOURCE', source()));
    const before = [document.documentElement.scrollWidth, document.documentElement.scrollHeight];
    const opened = openOverlay();
    close = opened.close;
    const corners = [
      { x: 0.95, y: 0.9, width: 0.09, height: 0.12 },
      { x: -0.04, y: -0.04, width: 0.09, height: 0.12 },
    ];
    opened.overlay.draw(
      pictureOf(image as Element),
      corners.map((box) => faceAt(box)),
    );
    await frames(3);
    expect(drawnFaces()).toHaveLength(2);
    expect([document.documentElement.scrollWidth, document.documentElement.scrollHeight]).toEqual(before);
  });

  it('may hide what its forms lie in behind the names of their fields', async () => {
    const image =
      await annotate(`<form style="position:absolute;left:90px;top:40px"><input name="parentNode"><input name="assignedSlot">
      <div style="rotate:20deg"><img width="300" src="SOURCE"></div></form>`);
    expect(drawnFaces()).toHaveLength(1);
    expect(iou(boxOf(drawnFaces()[0] as Element), within(boxOf(image), FACE))).toBeGreaterThan(0.7);
  });

  it('may remove the host, which comes back, but not for ever', async () => {
    const image = await annotate('<img width="300" src="SOURCE">');
    const host = overlayRoot()?.host as HTMLElement;
    host.remove();
    await vi.waitFor(() => expect(host.isConnected).toBe(true));
    expect(fitOf(image)).toBeGreaterThan(0.97);
    for (let times = 0; times < 60; times += 1) {
      host.remove();
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(host.isConnected).toBe(false);
  });

  it('cannot restyle the host', async () => {
    const image = await annotate(`<style>* { all: unset !important; } mien-overlay { display: none !important;
      position: fixed !important; transform: scale(2) !important; opacity: 0 !important }</style>
      <img width="300" src="SOURCE">`);
    await lies(image);
    const host = overlayRoot()?.host as HTMLElement;
    expect(getComputedStyle(host).opacity).toBe('1');
    expect(getComputedStyle(host).position).toBe('absolute');
  });

  it('keeps its own elements as they were, and the host when the overlay closes', async () => {
    const html = '<main class="a"><img width="300" alt="x" src="SOURCE"><p>Text</p></main>';
    await mount(html.replace('SOURCE', source()));
    const before = document.documentElement.outerHTML;
    await annotate(html);
    const host = overlayRoot()?.host as HTMLElement;
    expect(host.shadowRoot).toBeNull();
    expect(document.documentElement.outerHTML.replace(host.outerHTML, '')).toBe(before);
    expect(host.outerHTML).toBe('<mien-overlay></mien-overlay>');
    close();
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

describe('what is far from view', () => {
  /** A picture that the overlay is told to be far, in a page that keeps its size whatever moves in it. */
  async function goFar() {
    const image = await annotate(`<div style="height:3000px;position:relative">
      <div style="position:absolute;top:40px"><img width="400" src="SOURCE"></div></div>`);
    overlay.setNear(picture, false);
    return image;
  }

  it('keeps its badges, so that they are there when it is scrolled to', async () => {
    const image = await goFar();
    await frames(20);
    expect(fitOf(image)).toBeGreaterThan(0.97);
  });

  it('has none where it was, once the page may have moved it, and has them again when it is near', async () => {
    const image = await goFar();
    image.parentElement?.style.setProperty('top', '900px');
    await hides();
    window.scrollTo(0, 900);
    overlay.setNear(picture, true);
    await lies(image);
  });

  it('has none where it was when it left moving', async () => {
    const image = await annotate(
      '<div style="height:3000px;position:relative"><img style="position:absolute" width="400" src="SOURCE"></div>',
    );
    image.animate([{ top: '0px' }, { top: '2000px' }], 3000);
    await frames(20);
    overlay.setNear(picture, false);
    await hides();
  });

  it('has them again when it comes back before it is looked at elsewhere', async () => {
    const image = await annotate(
      '<div style="height:400px;overflow:auto"><img width="400" src="SOURCE"><p style="height:3000px"></p></div>',
    );
    image.parentElement?.scrollTo(0, 1500);
    await hides();
    overlay.setNear(picture, false);
    image.parentElement?.scrollTo(0, 0);
    overlay.setNear(picture, true);
    await lies(image);
  });
});
