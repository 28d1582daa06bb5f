import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { intersect } from '../../../src/page/overlay/rect.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawnFaces } from './support/roots.ts';
import { boxOf, frames, iou, magentaIn, screenPixels } from './support/screen.ts';

/** Where the magenta part of a picture is seen on the real screen is the truth that face boxes are held to. */
const WIDE = { x: 0.3, y: 0.2, width: 0.4, height: 0.6 };
const TALL = { x: 0.2, y: 0.35, width: 0.6, height: 0.3 };

const wide = () => bitmap(640, 360, WIDE);
const tall = () => bitmap(300, 500, TALL);

const CELL = 'position: absolute; box-sizing: content-box; width: 220px; height: 160px;';
const STYLES: readonly string[] = [
  ...['fill', 'contain', 'cover', 'scale-down'].map((fit) => `object-fit: ${fit};`),
  'object-fit: contain; object-position: left top;',
  'object-fit: contain; object-position: right 12px bottom 7px;',
  'object-fit: cover; object-position: 35% 60%;',
  'object-fit: cover; object-position: calc(50% + 9px) center;',
  'object-fit: none; object-position: 50% 40%;',
  'object-fit: contain; padding: 11px 3px 5px 17px; border: 9px solid teal; border-left-width: 2px;',
  'object-fit: cover; padding: 8px; border: 4px solid teal; box-sizing: border-box;',
  'object-fit: contain; padding: 10px; border: 5px solid teal; transform: scale(0.8, 0.7);',
  'object-fit: cover; padding: 6px; transform: translate(7.5px, -4px) scale(1.1);',
  'object-fit: fill; zoom: 0.8; padding: 10px; left: 387.5px; top: 887.5px;',
  'object-view-box: inset(10% 15% 5% 20%); padding: 6px;',
  'object-view-box: xywh(10% 15% 70% 70%); object-fit: contain; object-position: right;',
  'width: 30%; height: auto; border: 1px solid teal;',
  'object-fit: contain; left: 890px; object-position: min(90%, 11px) clamp(3px, 20%, 70%);',
];

let close = () => {};
afterEach(() => close());

async function expectOnPictures(images: readonly HTMLImageElement[], face: typeof WIDE): Promise<void> {
  const pixels = await screenPixels();
  const truths = images.map((image) => magentaIn(pixels, boxOf(image)));
  const opened = openOverlay();
  close = opened.close;
  for (const image of images) opened.overlay.draw(pictureOf(image), [faceAt(face)]);
  await frames(3);
  const faces = drawnFaces();
  expect(faces).toHaveLength(images.length);
  for (const [index, truth] of truths.entries()) {
    const image = images[index] as HTMLImageElement;
    // What the picture's own box cuts off cannot be seen; only `none` cuts the face here.
    const box = intersect(boxOf(faces[index] as Element), boxOf(image));
    expect(iou(box, truth), `${image.style.cssText}\n${JSON.stringify([box, truth])}`).toBeGreaterThan(0.95);
  }
}

function grid(source: string): string {
  const cells = STYLES.map((style, index) => {
    const left = 20 + (index % 4) * 290;
    const top = 20 + Math.floor(index / 4) * 230;
    return `<img style="${CELL} left: ${left}px; top: ${top}px; ${style}" src="${source}">`;
  });
  return cells.join('');
}

describe('face boxes lie on the faces', () => {
  it('of a wide picture, however its box and its fit are', async () => {
    await page.viewport(1200, 1600);
    await expectOnPictures(await mount(grid(wide())), WIDE);
  });

  it('of a tall picture, however its box and its fit are', async () => {
    await page.viewport(1200, 1600);
    const fits = grid(tall()).replaceAll('object-fit: none;', 'object-fit: scale-down;');
    await expectOnPictures(await mount(fits), TALL);
  });

  it('on a page whose root is pushed aside, centred and scaled', async () => {
    await page.viewport(1000, 800);
    const root = document.documentElement;
    root.style.cssText = 'position: relative; margin: 30px 0 0 50px; width: 700px;';
    document.body.style.cssText = 'margin: 15px; position: relative; transform: scale(0.9);';
    try {
      const html = `<p>Text</p><img width="400" src="${wide()}"><img width="140" src="${wide()}">`;
      await expectOnPictures(await mount(html), WIDE);
    } finally {
      root.style.cssText = '';
      document.body.style.cssText = '';
    }
  });

  it('in a column that is written from right to left', async () => {
    await page.viewport(1000, 800);
    document.documentElement.dir = 'rtl';
    try {
      await expectOnPictures(await mount(`<p>Text</p><img width="420" src="${wide()}">`), WIDE);
    } finally {
      document.documentElement.dir = '';
    }
  });
});

describe('a face that object-fit cuts away', () => {
  it('is not marked, and one that it cuts in part is', async () => {
    const style = 'width: 200px; height: 200px; object-fit: cover; object-position: 0% 0%';
    const [image] = await mount(`<img style="${style}" src="${wide()}">`);
    const opened = openOverlay();
    close = opened.close;
    // The 200 pixels show the left 56.25 % of the picture.
    const cut = faceAt({ x: 0.45, y: 0.3, width: 0.2, height: 0.4 });
    const away = faceAt({ x: 0.5, y: 0.3, width: 0.2, height: 0.4 }, 'anger');
    opened.overlay.draw(pictureOf(image as Element), [cut, away]);
    await frames(3);
    expect(drawnFaces().map((face) => face.dataset.expression)).toEqual(['happiness']);
    const frame = drawnFaces()[0]?.querySelector('.frame') as HTMLElement;
    expect(frame.style.clipPath).toMatch(/^inset\(0% 4\d\.\d+% 0% 0%\)$/);
  });
});
