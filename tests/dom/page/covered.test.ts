import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { placeOfBackground } from '../../../src/page/overlay/picture-place.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawnFaces } from './support/roots.ts';
import { frames } from './support/screen.ts';

const FACE = { x: 0.4, y: 0.3, width: 0.2, height: 0.25 };
/** A picture with a hole in its middle. */
const RING = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="150"><path fill="red" fill-rule="evenodd" d="M0 0h200v150H0zM20 20h160v110H20z"/></svg>',
)}`;
const AFTER =
  "content: ''; position: absolute; inset: 0; background: linear-gradient(transparent, rgb(0 0 0 / 0.4))";
/** The middle of the face is at 200, 130 of a picture of 400 by 300, which is where the page begins. */
const PICTURE = `<img id="picture" style="display:block" width="400" height="300" src="SOURCE">`;
const OVER = 'position:absolute;left:100px;top:60px;width:200px;height:150px;';

async function imageOf(src: string): Promise<HTMLImageElement> {
  const image = Object.assign(new Image(), { src });
  await image.decode();
  return image;
}

let close = () => {};

beforeEach(async () => {
  await page.viewport(800, 600);
});
afterEach(() => {
  close();
  document.body.innerHTML = '';
  document.body.removeAttribute('style');
  window.scrollTo(0, 0);
});

async function annotate(html: string): Promise<HTMLElement> {
  document.body.style.margin = '0';
  const laid = html.includes('main') ? `<main>PICTURE</main>${html.replace('PICTURE', '')}` : html;
  await mount(laid.replaceAll('PICTURE', PICTURE).replaceAll('SOURCE', bitmap(400, 300, FACE)));
  const image = document.querySelector<HTMLElement>('#picture');
  if (image === null) throw new Error('There is no picture.');
  const opened = openOverlay();
  close = opened.close;
  opened.overlay.draw(pictureOf(image), [faceAt(FACE)]);
  await frames(3);
  return image;
}

const marks = (count: number) => vi.waitFor(() => expect(drawnFaces()).toHaveLength(count));

describe('a face has no badge while something hides it', () => {
  it.each([
    ['a box with a colour', `<div style="${OVER}background:white"></div>`],
    ['a box with a picture', `<div style="${OVER}background:url(SOURCE)"></div>`],
    ['another picture', `<img style="${OVER}" src="SOURCE">`],
    ['a frame', `<iframe style="${OVER}"></iframe>`],
    [
      'a gradient without any holes',
      `<div style="${OVER}background:linear-gradient(red, rgb(0 0 255 / 0.9))"></div>`,
    ],
    ['frosted glass', `<div style="${OVER}backdrop-filter:blur(9px)"></div>`],
    [
      'what stands before it in the tree, but over it',
      `<div style="${OVER}background:white;z-index:1"></div>`,
    ],
    ['something in a shadow tree', '<x-cover></x-cover>'],
    ['a box that lets pointers through', `<div style="${OVER}background:white;pointer-events:none"></div>`],
    [
      'the inside of one that lets pointers through',
      `<div style="${OVER}pointer-events:none"><p style="margin:0;height:100%;background:white"></p></div>`,
    ],
    ['a picture that lets pointers through', `<img style="${OVER}pointer-events:none" src="SOURCE">`],
    [
      'what comes after the content of what it lies in',
      `<style id="after">main::after { content: ''; ${OVER} background: white }</style>`,
    ],
    [
      'the same where it lets pointers through',
      `<style>main { position: relative }
        main::after { content: ''; ${OVER} background: white; pointer-events: none }</style>`,
    ],
    [
      'a curtain over the whole page',
      '<div style="position:fixed;inset:0;background:black;pointer-events:none"></div>',
    ],
  ])('%s', async (name, cover) => {
    const isBefore = name.includes('before it in the tree');
    await annotate(isBefore ? `${cover}PICTURE` : `PICTURE${cover}`);
    const host = document.querySelector('x-cover')?.attachShadow({ mode: 'open' });
    if (host) host.innerHTML = `<div style="${OVER}background:white"></div>`;
    host?.host.classList.add('shown');
    await marks(0);
    document.querySelector(isBefore ? 'div' : '#picture + *, main + *')?.remove();
    await marks(1);
  });

  it.each([
    ['is round and cuts its corners', 'border-radius:50%', { x: 0.01, y: 0.02, width: 0.2, height: 0.2 }],
    ['is cut by a path', 'clip-path:circle(60px at 350px 250px)', FACE],
    ['lies behind its page', 'position:relative;z-index:-1', FACE],
  ])('where its picture %s', async (name, style, box) => {
    document.body.style.background = 'white';
    const behind = name.startsWith('lies') ? 'background:white' : '';
    document.body.innerHTML = `<div style="${behind}"><img id="picture" style="display:block;${style}" width="400" height="300"
      src="${bitmap(400, 300, FACE)}"></div>`;
    const image = document.querySelector<HTMLImageElement>('#picture');
    await image?.decode();
    const opened = openOverlay();
    close = opened.close;
    opened.overlay.draw(pictureOf(image as Element), [
      faceAt(box),
      faceAt({ x: 0.82, y: 0.78, width: 0.1, height: 0.1 }),
    ]);
    await frames(3);
    expect(drawnFaces()).toHaveLength(name.startsWith('lies') ? 0 : 1);
  });

  it('by a rounded box around it', async () => {
    await annotate(
      '<div style="width:130px;height:90px;overflow:hidden;border-radius:0 0 100% 0">PICTURE</div>',
    );
    expect(drawnFaces()).toHaveLength(0);
  });
});

describe('a face has no badge under', () => {
  const cover = `<div style="${OVER}background:white;pointer-events:none"></div>`;

  it('a canvas, where that is painted on', async () => {
    await annotate(`PICTURE<canvas width="200" height="150" style="${OVER}"></canvas>`);
    await marks(1);
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    context?.fillRect(0, 0, 200, 150);
    canvas?.classList.add('painted');
    await marks(0);
    context?.clearRect(0, 0, 200, 150);
    canvas?.classList.add('cleared');
    await marks(1);
  });

  it('a cover of its own in the middle of a long list', async () => {
    const others = '<p style="height:2px;margin:0"></p>'.repeat(10);
    await annotate(`${others}PICTURE${cover}${others}`);
    await marks(0);
    document.querySelector('#picture + *')?.remove();
    await marks(1);
  });

  it('a cover beside it at the top of a shadow tree', async () => {
    document.body.style.margin = '0';
    document.body.innerHTML = '<x-gallery style="display:block"></x-gallery>';
    const root = document.querySelector('x-gallery')?.attachShadow({ mode: 'open' });
    if (root === undefined) throw new Error('There is no root.');
    root.innerHTML = PICTURE.replace('SOURCE', bitmap(400, 300, FACE)) + cover;
    const image = root.querySelector('img') as HTMLImageElement;
    await image.decode();
    const opened = openOverlay();
    close = opened.close;
    opened.overlay.draw(pictureOf(image), [faceAt(FACE)]);
    await frames(3);
    expect(drawnFaces()).toHaveLength(0);
    root.querySelector('div')?.remove();
    document.body.classList.add('changed');
    await marks(1);
  });

  it.each(['before', 'after'])('a background, by what comes %s its own content', async (where) => {
    document.body.style.margin = '0';
    document.body.innerHTML = `<style>section { width: 400px; height: 300px; background: url(${bitmap(400, 300, FACE)}) }
      section { position: relative }
      .veiled::${where} { content: ''; position: absolute; inset: 0; background: white }</style><section></section>`;
    const [section] = document.querySelectorAll('section');
    if (section === undefined) throw new Error('There is no section.');
    const place = () => placeOfBackground(section, 0, { width: 400, height: 300 });
    const picture = { ...pictureOf(await imageOf(bitmap(400, 300, FACE))), element: section, place };
    const opened = openOverlay();
    close = opened.close;
    opened.overlay.draw(picture, [faceAt(FACE)]);
    await frames(3);
    expect(drawnFaces()).toHaveLength(1);
    section.className = 'veiled';
    await marks(0);
  });
});

describe('a face keeps its badge', () => {
  it.each([
    ['under a link without a colour', `<a href="#" style="${OVER}"></a>`],
    ['under text', `<p style="${OVER}">Text over the face, and a good deal of it</p>`],
    ['under a shade', `<div style="${OVER}background:linear-gradient(transparent, black)"></div>`],
    ['under tinted glass', `<div style="${OVER}background:rgb(0 0 0 / 0.3)"></div>`],
    ['under a box that is nearly gone', `<div style="${OVER}background:white;opacity:0.2"></div>`],
    ['under a hidden box', `<div style="${OVER}background:white;visibility:hidden"></div>`],
    [
      'under a small button',
      '<div style="position:absolute;left:190px;top:120px;width:20px;height:20px;background:red"></div>',
    ],
    [
      'beside a box',
      '<div style="position:absolute;left:300px;top:60px;width:200px;height:150px;background:red"></div>',
    ],
    ['under a canvas to draw on', `<canvas style="${OVER}"></canvas>`],
    [
      'under an ornament that lets pointers through',
      `<img style="${OVER}pointer-events:none" src="${RING}">`,
    ],
    ['under the hole of an ornament that does not', `<img style="${OVER}" src="${RING}">`],
    [
      'under a shade of what it lies in',
      `<style>main { background: white } main::after { ${AFTER} }</style>`,
    ],
    [
      'under a link that is stretched over it, and has its own colour elsewhere',
      `<style>#link { position: static; display: inline-block; background: red }
        #link::after { content: ''; ${OVER} }</style><a id="link" href="#">More</a>`,
    ],
    [
      'over what comes before it',
      `<style>main::before { content: ''; ${OVER} background: white; z-index: -1 }</style>`,
    ],
    [
      'under a shade that lets pointers through',
      `<div style="${OVER}background:rgb(0 0 0 / 0.3);pointer-events:none"></div>`,
    ],
    [
      'beside a box that lets pointers through',
      '<div style="position:absolute;left:300px;top:60px;width:200px;height:150px;background:red;pointer-events:none"></div>',
    ],
    [
      'over a box that lets pointers through',
      `<div style="${OVER}background:white;pointer-events:none;z-index:-1"></div>`,
    ],
  ])('%s', async (_, cover) => {
    await annotate(`PICTURE${cover}`);
    expect(drawnFaces()).toHaveLength(1);
  });

  it.each([
    ['pointer-events:none', ''],
    ['', 'inert'],
    ['', 'usemap="#m"'],
  ])('where no pointer meets its picture, and only there (%s %s)', async (style, attribute) => {
    const picture = PICTURE.replace('display:block', `display:block;${style}`).replace(
      '<img',
      `<img ${attribute}`,
    );
    await annotate(
      `<div style="background:pink">${picture}</div><map name="m"><area shape="default" href="#"></map>`,
    );
    await marks(1);
    document.body.insertAdjacentHTML('beforeend', `<div id="cover" style="${OVER}background:white"></div>`);
    await marks(0);
    document.querySelector('#cover')?.remove();
    await marks(1);
  });
});

describe('what comes and goes over a picture', () => {
  it('by a style alone, under the pointer or not, is noticed when it has', async () => {
    await annotate(`<style>#cover { ${OVER} background: white; opacity: 0; transition: opacity 100ms }
      #cover.shown { opacity: 1 }</style>PICTURE<div id="cover"></div>`);
    await marks(1);
    document.querySelector('#cover')?.classList.add('shown');
    await marks(0);
    document.querySelector('#cover')?.classList.remove('shown');
    await marks(1);
  });

  it('as the page scrolls under a header that stays, is noticed when it has scrolled', async () => {
    await annotate(`<header style="position:fixed;z-index:1;left:0;right:0;top:0;height:100px;background:white"></header>
      <div style="height:250px"></div>PICTURE<div style="height:2000px"></div>`);
    await marks(1);
    window.scrollTo(0, 330);
    await marks(0);
    window.scrollTo(0, 200);
    await marks(1);
  });

  it('costs nothing while nothing comes', async () => {
    await annotate(`PICTURE<div style="${OVER}background:rgb(0 0 0 / 0.1)"></div>`);
    await frames(20);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = vi.spyOn(Document.prototype, 'elementsFromPoint');
    const framed = vi.spyOn(window, 'requestAnimationFrame');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([asked.mock.calls.length, framed.mock.calls.length]).toEqual([0, 0]);
    asked.mockRestore();
    framed.mockRestore();
  });
});
