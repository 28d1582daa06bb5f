import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoverPictures } from '../../../src/page/discovery/discover-pictures.ts';
import { pictureSources } from '../../../src/page/discovery/picture-sources.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { overlayRoot } from './support/roots.ts';
import { frames } from './support/screen.ts';

const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

/** Elements whose shadow root was asked for, as a content script may ask for open and closed ones. */
let asked: Element[] = [];
let controller: AbortController;

beforeEach(() => {
  asked = [];
  controller = new AbortController();
  const openOrClosedShadowRoot = (element: Element) => {
    asked.push(element);
    return element === overlayRoot()?.host ? overlayRoot() : element.shadowRoot;
  };
  Object.assign(globalThis, { chrome: { ...globalThis.chrome, dom: { openOrClosedShadowRoot } } });
});
afterEach(() => {
  controller.abort();
  Reflect.deleteProperty(globalThis.chrome, 'dom');
});

describe("Mien's own overlay", () => {
  it('is not looked through for pictures, neither when it comes nor when it changes', async () => {
    const html = `<my-card></my-card><img width="300" src="${bitmap(400, 300, FACE)}">`;
    const [image] = await mount(html);
    const shown: Picture[] = [];
    const sources = Object.values(pictureSources()).flat();
    discoverPictures(document, sources, controller.signal, {
      shown: (picture) => shown.push(picture),
      gone: () => undefined,
    });
    const { overlay, close } = openOverlay();
    controller.signal.addEventListener('abort', close);
    overlay.draw(pictureOf(image as Element), [faceAt(FACE)]);
    // As if it could hold one.
    const inside = document.createElement('img');
    inside.src = bitmap(200, 200, FACE);
    overlayRoot()?.append(inside);
    await inside.decode();
    await frames(3);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(asked).toContain(document.querySelector('my-card'));
    expect(asked).not.toContain(overlayRoot()?.host);
    expect(shown.map(({ element }) => element)).toEqual([image]);
  });
});
