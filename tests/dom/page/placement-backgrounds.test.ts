import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Overlay } from '../../../src/page/overlay/overlay.ts';
import {
  type PicturePlace,
  placeOfBackground,
  placeOfBorderImage,
  placeOfPseudoContent,
} from '../../../src/page/overlay/picture-place.ts';
import { intersect, within } from '../../../src/page/overlay/rect.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import { bitmap } from './support/bitmaps.ts';
import { faceAt } from './support/overlays.ts';
import { drawnFaces } from './support/roots.ts';
import { boxOf, iou, magentaIn, screenPixels } from './support/screen.ts';

/** The magenta part of the bitmap is the face; where it is seen on the real screen is the truth. */
const FACE = { x: 0.3, y: 0.2, width: 0.4, height: 0.5 };
const NATURAL = { width: 160, height: 90 };
const CELL = 'position: absolute; width: 200px; height: 150px; box-sizing: content-box;';

async function expectOnScreen(places: readonly [string, PicturePlace][]): Promise<void> {
  const pixels = await screenPixels();
  for (const [name, { content, bitmap: at }] of places) {
    const face = intersect(within(within(content, at), FACE), content);
    const truth = magentaIn(pixels, intersect(within(content, at), content));
    expect(iou(face, truth), `${name} ${JSON.stringify([face, truth])}`).toBeGreaterThan(0.93);
  }
}

async function show(styles: readonly string[], sheet = ''): Promise<Element[]> {
  await page.viewport(1200, 900);
  const source = bitmap(NATURAL.width, NATURAL.height, FACE);
  const cells = styles.map((style, index) => {
    const at = `left: ${20 + (index % 4) * 290}px; top: ${20 + Math.floor(index / 4) * 215}px;`;
    return `<div class="cell" style="${CELL}${at}${style.replaceAll('SOURCE', `url(${source})`)}"></div>`;
  });
  document.body.innerHTML = `<style>${sheet.replaceAll('SOURCE', `url(${source})`)}</style>${cells.join('')}`;
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  return [...document.querySelectorAll('.cell')];
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the face of a background is where its place says', () => {
  it.each([
    [
      'sizes and positions',
      [
        '',
        'background-size: cover; background-position: center;',
        'background-size: contain; background-position: right bottom;',
        'background-size: 70% auto; background-position: right 12px bottom 7px;',
        'background-size: auto 60px; background-position: calc(50% + 9px) 20%;',
        'background-size: 100% 100%; background-origin: content-box; padding: 11px 3px 5px 17px;',
        'background-size: 100% 100%; background-origin: border-box; border: 9px solid rgb(0 128 128 / 0.2);',
        'background-size: cover; background-clip: content-box; padding: 18px; border: 4px solid teal;',
        'background-size: cover; zoom: 0.8;',
        'background-size: contain; padding: 10px; transform: scale(0.8, 0.7);',
        'background-size: 80%; background-position: -30px 4px;',
        'background-size: min(90%, 150px) auto; background-position: max(20%, 9px) min(70%, 100px);',
        'background-size: cover; background-attachment: local; overflow: auto;',
      ],
    ],
    [
      'repeats',
      [
        'background-repeat: space; background-size: 95px auto;',
        'background-repeat: round; background-size: 90px auto;',
        'background-repeat: repeat-x; background-position: 30% 50%;',
        'background-repeat: repeat; background-position: 15px 25px;',
        'background-repeat: round no-repeat; background-size: 130px auto;',
        'background-repeat: repeat-y; background-position: 50% 10%; background-size: 60%;',
      ],
    ],
  ])('%s', async (_, styles) => {
    const cells = await show(styles.map((style) => `background: no-repeat SOURCE;${style}`));
    await expectOnScreen(cells.map((cell, i) => [styles[i] ?? '', placeOfBackground(cell, 0, NATURAL)]));
  });

  it('that is fixed to the viewport, as is told by the second layer', async () => {
    const cells = await show([
      'background: linear-gradient(transparent, transparent), no-repeat 60px 40px / 160px 90px fixed SOURCE;',
    ]);
    await expectOnScreen(cells.map((cell) => ['fixed', placeOfBackground(cell, 1, NATURAL)]));
  });

  it('or of a border image', async () => {
    const styles = [
      'border: 0 solid; border-image: SOURCE 0 fill / 0;',
      'border: 12px solid; border-image: SOURCE 10 fill;',
      'border: 12px solid; border-image: SOURCE 10% fill / 5px 20px / 4px stretch;',
    ];
    const cells = await show(styles);
    await expectOnScreen(cells.map((cell, i) => [styles[i] ?? '', placeOfBorderImage(cell, NATURAL)]));
  });
});

describe('a background that repeats', () => {
  it('has a badge on each of its faces, and as many as it has after it has grown', async () => {
    const [cell] = await show(['background: SOURCE 0 0 / 100px auto; height: 56px; width: 300px;']);
    const element = cell as HTMLElement;
    const controller = new AbortController();
    const overlay = new Overlay(controller.signal, DEFAULT_SETTINGS);
    const picture: Picture = {
      element,
      address: '',
      ...NATURAL,
      pixels: () => Promise.reject(new Error('Not asked for.')),
      pixelsFromPage: () => Promise.reject(new Error('Not asked for.')),
      place: () => placeOfBackground(element, 0, NATURAL),
    };
    overlay.draw(picture, [faceAt(FACE)]);
    const middles = () =>
      drawnFaces()
        .map((face) => Math.round(boxOf(face).x - boxOf(element).x + boxOf(face).width / 2))
        .sort((a, b) => a - b);
    await vi.waitFor(() => expect(middles()).toEqual([50, 150, 250]));
    element.style.width = '400px';
    await vi.waitFor(() => expect(middles()).toEqual([50, 150, 250, 350]));
    element.style.backgroundRepeat = 'no-repeat';
    await vi.waitFor(() => expect(middles()).toEqual([50]));
    controller.abort();
  });
});

describe('the face of a pseudo-element is where its place says', () => {
  const AFTER = '.cell::after { content: ""; background: SOURCE no-repeat center / cover;';

  it.each([
    ['positioned', `${AFTER} position: absolute; inset: 10px 20px 30px 5px; }`],
    [
      'positioned by its foot',
      `${AFTER} position: absolute; right: 8px; bottom: 4px; width: 90px; height: 60px; }`,
    ],
    ['a block', `${AFTER} display: block; height: 100%; }`],
    [
      'moved to the middle, and scaled',
      `${AFTER} position: absolute; left: 50%; top: 50%; width: 120px; height: 80px;
        transform: translate(-50%, -50%) scale(0.8); translate: 10% 5px; }`,
    ],
    [
      'pushed aside',
      `${AFTER} display: block; position: relative; left: 15px; top: -9px; width: 90px; height: 100%; }`,
    ],
    ['afloat', `${AFTER} float: right; width: 90px; height: 100%; }`],
    [
      'in a line that is centred',
      `.cell { text-align: center } ${AFTER} display: inline-block; width: 90px; height: 100%; }`,
    ],
  ])('background of one that is %s', async (name, sheet) => {
    const cells = await show(['', 'border: 6px solid; padding: 0 9px;'], sheet);
    await expectOnScreen(cells.map((cell) => [name, placeOfBackground(cell, 0, NATURAL, '::after')]));
  });

  it('background of one that is fixed, in a scrolled page', async () => {
    const [cell] = await show([''], `body { height: 3000px } ${AFTER} position: fixed; inset: 40px 90px; }`);
    window.scrollTo(0, 70);
    await expectOnScreen([['fixed', placeOfBackground(cell as Element, 0, NATURAL, '::after')]]);
    window.scrollTo(0, 0);
  });

  it('background of one in a box that is scrolled', async () => {
    const sheet = `${AFTER} position: absolute; left: 10px; top: 30px; width: 90px; height: 70px; }`;
    const [cell] = await show(['overflow: auto'], sheet);
    cell?.insertAdjacentHTML('beforeend', '<p style="height: 900px"></p>');
    cell?.scrollTo(0, 15);
    await expectOnScreen([['scrolled', placeOfBackground(cell as Element, 0, NATURAL, '::after')]]);
  });

  it('background of one that begins below what its element holds', async () => {
    const [cell] = await show([''], `${AFTER} display: block; height: 70px; }`);
    cell?.insertAdjacentHTML('beforeend', 'Text <p style="margin: 8px 0 17px">and more</p>');
    await expectOnScreen([['below', placeOfBackground(cell as Element, 0, NATURAL, '::after')]]);
  });

  it('background of one in a line of a link', async () => {
    const [cell] = await show(
      [''],
      `a${AFTER.slice(5)} display: inline-block; width: 120px; height: 90px; }`,
    );
    cell?.insertAdjacentHTML('beforeend', '<a>Link</a>');
    const link = cell?.querySelector('a') as Element;
    await expectOnScreen([['link', placeOfBackground(link, 0, NATURAL, '::after')]]);
  });

  it('background of one whose margin is that of its element', async () => {
    const sheet = `${AFTER.replace('::after', '::before')} display: block; margin: 30px; height: 90px; }`;
    const [cell] = await show(['position: static'], sheet);
    await expectOnScreen([['margins', placeOfBackground(cell as Element, 0, NATURAL, '::before')]]);
  });

  it.each([
    ['turned', `${AFTER} position: absolute; inset: 10px; rotate: 20deg; }`],
    [
      'put somewhere by a flexible box',
      `.cell { display: flex; justify-content: center } ${AFTER} width: 90px; height: 100%; }`,
    ],
  ])('or nowhere, of one that is %s', async (_, sheet) => {
    const [cell] = await show([''], sheet);
    const { content } = placeOfBackground(cell as Element, 0, NATURAL, '::after');
    expect([content.width, content.height]).toEqual([0, 0]);
  });

  it('content, in a line of text', async () => {
    const [cell] = await show(['zoom: 1.2'], '.cell::before { content: SOURCE }');
    await expectOnScreen([['content', placeOfPseudoContent(cell as Element, '::before', NATURAL)]]);
  });

  it('content, before all else', async () => {
    const cells = await show(
      ['', 'padding: 12px;'],
      '.cell::before { content: SOURCE; display: block; width: 160px; height: 90px }',
    );
    await expectOnScreen(cells.map((cell) => ['content', placeOfPseudoContent(cell, '::before', NATURAL)]));
  });
});

describe('a background is nowhere', () => {
  it.each([
    [
      'where it goes on in another line',
      '<p style="width: 90px"><i style="background: SOURCE">some words</i>',
    ],
    [
      'where it goes on in another column',
      '<div style="columns: 2; width: 400px"><i style="display: block; height: 300px; background: SOURCE"></i>',
    ],
  ])('%s', (_, html) => {
    document.body.innerHTML = html.replace('SOURCE', 'url(/nothing)').replaceAll('some', 'some long words, ');
    const element = document.querySelector('i') as HTMLElement;
    expect(boxOf(element).width).toBeGreaterThan(50);
    expect(placeOfBackground(element, 0, NATURAL).content).toMatchObject({ width: 0, height: 0 });
  });
});

describe('the background of a page is painted over all of its canvas', () => {
  afterEach(() => {
    document.body.removeAttribute('style');
    document.documentElement.removeAttribute('style');
    window.scrollTo(0, 0);
  });

  it.each([
    [
      'the body in a corner',
      '',
      'margin:40px;padding:10px;height:100px;background:SOURCE 120px 90px no-repeat',
    ],
    ['the body, beside its own box', '', 'margin:0 300px;height:80px;background:SOURCE 10px 200px no-repeat'],
    ['the body, by percent', '', 'margin:50px;height:700px;background:SOURCE 50% 20% / 400px no-repeat'],
    ['the root element', 'background:SOURCE 60px 30px / 500px no-repeat;padding:20px', 'margin:90px'],
    [
      'a body whose root has a colour',
      'background:white',
      'margin:70px;height:300px;background:SOURCE no-repeat',
    ],
  ])('%s', async (_, root, body) => {
    await page.viewport(1000, 800);
    const source = bitmap(NATURAL.width, NATURAL.height, FACE);
    const filled = (style: string) => style.replace('SOURCE', `url(${source})`);
    document.documentElement.style.cssText = filled(root);
    document.body.style.cssText = filled(body);
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const shown = root.includes('SOURCE') ? document.documentElement : document.body;
    await expectOnScreen([[body, placeOfBackground(shown, 0, NATURAL)]]);
  });

  it('and a face beside the body has its badge, which goes when something covers it', async () => {
    await page.viewport(1000, 800);
    const source = bitmap(NATURAL.width, NATURAL.height, FACE);
    document.body.style.cssText = `margin:0 500px;height:80px;background:url(${source}) 40px 60px / 400px no-repeat`;
    const element = document.body;
    const shown = {
      element,
      address: source,
      ...NATURAL,
      place: () => placeOfBackground(element, 0, NATURAL),
    };
    const controller = new AbortController();
    const overlay = new Overlay(controller.signal, DEFAULT_SETTINGS);
    overlay.draw(shown as unknown as Picture, [faceAt(FACE)]);
    await vi.waitFor(() => expect(drawnFaces()).toHaveLength(1));
    const truth = magentaIn(await screenPixels(), { x: 0, y: 0, width: 480, height: 400 });
    expect(iou(boxOf(drawnFaces()[0] as Element), truth)).toBeGreaterThan(0.8);
    document.body.innerHTML = '<div style="position:fixed;inset:0;background:white"></div>';
    await vi.waitFor(() => expect(drawnFaces()).toHaveLength(0));
    controller.abort();
  });
});
