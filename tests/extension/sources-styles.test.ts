import { describe, expect, it } from 'vitest';
import {
  bytes,
  contentRect,
  photo,
  photoBytes,
  readFaces,
  status,
  useMien,
  waitForFaces,
  waitForKnownFaces,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;

const PHOTO = '/photos/astronaut.png';
const astronaut = 'astronaut.png' as const;
const SIZED = 'width: 360px; height: 360px;';
const COVER = `background: url(${PHOTO}) center / cover;`;
const data = `data:image/png;base64,${photoBytes(astronaut).toString('base64')}`;

describe('a style that paints the whole box', () => {
  it.each([
    ['an inline background', `<div id="at" style="${SIZED} ${COVER}"></div>`],
    ['a background by a class', `<style>.a { ${SIZED} ${COVER} }</style><div id="at" class="a"></div>`],
    [
      'a background under a gradient',
      `<style>#at { ${SIZED} background-image: linear-gradient(#0002, #0000), url(${PHOTO}); background-size: cover; }</style>
       <div id="at"></div>`,
    ],
    [
      'the lower of two images',
      `<style>#at { ${SIZED} background: url(/dot.png) 0 0 / 9px 9px no-repeat, url(${PHOTO}) 0 0 / cover; }</style>
       <div id="at"></div>`,
    ],
    [
      'image-set()',
      `<style>#at { ${SIZED} background-image: image-set("/photos/sample1.jpg" 3x, "${PHOTO}" 1x); background-size: cover; }</style>
       <div id="at"></div>`,
    ],
    [
      'an address in a variable',
      `<style>#at { ${SIZED} background: var(--portrait) 0 0 / cover; }</style>
       <div id="at" style="--portrait: url(${PHOTO})"></div>`,
    ],
    [
      'a rule inside @layer, @media and another rule',
      `<style>@layer base { @media (min-width: 1px) { main { & > .deep { ${SIZED} ${COVER} } } } }</style>
       <main><div id="at" class="deep"></div></main>`,
    ],
    ['a data: address', `<div id="at" style="${SIZED} background: url('${data}') 0 0 / cover"></div>`],
    [
      '::before',
      `<style>#at { ${SIZED} position: relative; }
        #at::before { content: ""; position: absolute; inset: 0; ${COVER} }</style><div id="at"></div>`,
    ],
    [
      '::after, of any element',
      `<style>#at { ${SIZED} position: relative; }
        #at > ::after { content: ""; position: absolute; inset: 0; ${COVER} }</style><div id="at"><b></b></div>`,
    ],
    [
      'content: url() in ::before',
      `<style>#at { width: 512px; height: 512px; } #at::before { content: url(${PHOTO}); display: block; }</style>
       <div id="at"></div>`,
    ],
    [
      'content: url() of the element itself',
      `<style>#at { content: url(${PHOTO}); ${SIZED} }</style><div id="at"></div>`,
    ],
    [
      'border-image with a filled middle',
      `<style>#at { ${SIZED} box-sizing: border-box; border: 40px solid; border-image: url(${PHOTO}) 57 fill; }</style>
       <div id="at"></div>`,
    ],
  ])('%s', async (name, body) => {
    site.route('/dot.png', photo(astronaut));
    const page = await mien.open(body);
    const box = await page.locator('#at').boundingBox();
    if (!box) throw new Error(`There is no element for ${name}.`);
    await waitForKnownFaces(page, [{ photo: astronaut, at: box }]);
  });
});

it('reads a background that a closed style sheet of another site paints', async () => {
  const sheet = `#at { ${SIZED} background: url(${site.url(PHOTO)}) 0 0 / cover; }
    #after { ${SIZED} position: relative; }
    #after::after { content: ""; position: absolute; inset: 0; background: url(${site.url(PHOTO)}?2) 0 0 / cover; }`;
  site.route('/closed.css', bytes('text/css', sheet));
  const page = await mien.open(
    `<link rel="stylesheet" href="${site.url('/closed.css', 'cdn.localhost')}"><div id="at"></div><div id="after"></div>`,
  );
  const isClosed = () => {
    try {
      return document.styleSheets[0]?.cssRules === undefined;
    } catch {
      return true;
    }
  };
  expect(await page.evaluate(isClosed)).toBe(true);
  await waitForKnownFaces(page, [
    { photo: astronaut, at: page.locator('#at') },
    { photo: astronaut, at: page.locator('#after') },
  ]);
});

it('reads a background that its server refuses to all but the page, as the screen shows it', async () => {
  site.route('/guarded.png', (request, response) =>
    (request.headers.referer === undefined ? status(403) : photo(astronaut))(request, response),
  );
  const address = site.url('/guarded.png', 'photos.localhost');
  const page = await mien.open(
    `<div id="at" style="${SIZED} background: url(${address}) 0 0 / cover"></div>`,
  );
  await page.bringToFront();
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('#at') }]);
});

it('follows a page that changes classes, rules and styles', async () => {
  const page = await mien.open(
    `<style>.dark .hero { ${SIZED} ${COVER} }</style><div id="at" class="hero"></div>`,
  );
  const at = page.locator('#at');
  await page.evaluate(() => document.body.classList.add('dark'));
  await waitForKnownFaces(page, [{ photo: astronaut, at }]);
  await page.evaluate(() => document.body.classList.remove('dark'));
  await waitForFaces(page, 0);
  await page.evaluate((cover) => {
    document.styleSheets[0]?.insertRule(`#at.inserted { width: 300px; height: 300px; ${cover} }`);
    document.querySelector('#at')?.classList.add('inserted');
  }, COVER);
  await waitForKnownFaces(page, [{ photo: astronaut, at }]);
  await at.evaluate((node) => node.style.setProperty('background-image', 'url(/photos/sample6.jpg)'));
  const { x, y } = await contentRect(at);
  const whole = { x, y, width: 300 * (1920 / 1280), height: 300 };
  await waitForFaces(page, (faces) => faces.length > 0 && faces.every(({ box }) => box.x < whole.x + 300));
  await at.evaluate((node) => node.style.setProperty('background', 'none'));
  await waitForFaces(page, 0);
});

it("asks the page's server for nothing more, and for far backgrounds not at all", async () => {
  site.route('/once.png', photo(astronaut));
  site.route('/far.png', photo(astronaut));
  const page = await mien.open(
    `<div id="at" style="${SIZED} background: url(/once.png) 0 0 / cover"></div><div style="height: 9000px"></div>
     <div style="${SIZED} background: url(/far.png) 0 0 / cover"></div>`,
  );
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('#at') }]);
  const asked = (path: string) =>
    site.requests.filter((request) => request.path === path).map(({ destination }) => destination);
  expect(asked('/once.png')).toEqual(['image', 'empty']);
  expect(asked('/far.png')).toEqual(['image']);
});

it('reads no background that is covered by the image of its own element', async () => {
  const page = await mien.open(
    `<img id="at" src="${PHOTO}" style="${SIZED} background: url(/photos/sample6.jpg)">`,
  );
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('#at') }]);
  await page.waitForLoadState('networkidle');
  expect(await readFaces(page)).toHaveLength(1);
});

it('takes the faces away with the element', async () => {
  const page = await mien.open(`<div id="at" style="${SIZED} ${COVER}"></div>`);
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('#at') }]);
  await page.locator('#at').evaluate((node) => node.remove());
  await waitForFaces(page, 0);
});

it('reads a background that is there only while the person points at something, and lets it go after', async () => {
  const page = await mien.open(`<style>
      body { margin: 0; }
      #at { ${SIZED} }
      #card:hover > #at { ${COVER} }
      #card { width: 360px; height: 360px; }
    </style><div id="card"><div id="at"></div></div>`);
  await page.mouse.move(700, 500);
  await page.waitForTimeout(500);
  expect(await readFaces(page)).toHaveLength(0);
  await page.mouse.move(100, 100);
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('#at') }]);
  await page.mouse.move(700, 500);
  await waitForFaces(page, 0);
});
