import { describe, expect, it } from 'vitest';
import {
  bytes,
  clickReadFaces,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitForOverlayText,
} from './harness/index.ts';

const mien = await useMien();
const { control } = mien;
const astronaut = 'astronaut.png' as const;
const PHOTO = '/photos/astronaut.png';
const SIZED = 'width: 360px; height: 360px;';
const COVER = `background: url(${PHOTO}) 0 0 / cover;`;
/** A sheet that covers the picture and takes the click, as links over cards do. */
const SHEET = '<a href="#x" style="position: absolute; inset: 0"></a>';

describe('a right-click finds, though the browser names no image and Mien reads nothing unasked,', () => {
  it.each([
    ['a background', `<div id="at" style="${SIZED} ${COVER}"></div>`],
    ['a background under a link', `<div id="at" style="${SIZED} ${COVER} position: relative">${SHEET}</div>`],
    [
      '::before under a link',
      `<style>#at { ${SIZED} position: relative } #at::before { content: ""; position: absolute; inset: 0; ${COVER} }</style>
       <div id="at">${SHEET}</div>`,
    ],
    [
      'an image under a link',
      `<div id="at" style="${SIZED} position: relative"><img src="${PHOTO}" width="360">${SHEET}</div>`,
    ],
    [
      'a background in a closed shadow tree',
      `<div id="at" style="display: block; ${SIZED}"></div><script>
        document.querySelector('#at').attachShadow({ mode: 'closed' }).innerHTML = '<p style="margin: 0; ${SIZED} ${COVER}"></p>';
      </script>`,
    ],
    [
      '<svg><image>',
      `<svg width="360" height="360"><image id="at" href="${PHOTO}" width="360" height="360"/></svg>`,
    ],
    [
      'a canvas',
      `<canvas id="at" width="360" height="360"></canvas><script>
        const image = new Image();
        image.onload = () => document.querySelector('#at').getContext('2d').drawImage(image, 0, 0, 360, 360);
        image.src = '${PHOTO}';
      </script>`,
    ],
    [
      'an image that the pointer goes through',
      `<img id="at" src="${PHOTO}" style="${SIZED} pointer-events: none">`,
    ],
  ])('%s', async (_what, body) => {
    await control.changeSettings({ enabled: false });
    const page = await mien.open(body);
    const box = await page.locator('#at').boundingBox();
    if (!box) throw new Error('There is no element.');
    await page.mouse.click(box.x + 180, box.y + 250, { button: 'right' });
    await clickReadFaces(mien, page, '');
    await waitForKnownFaces(page, [{ photo: astronaut, at: box }]);
  });
});

it('reads the upper one of two pictures that lie on each other', async () => {
  await control.changeSettings({ enabled: false });
  const page = await mien.open(
    `<div style="${SIZED} background: url(/photos/sample6.jpg)"><div id="at" style="${SIZED} ${COVER}"></div></div>`,
  );
  await page.locator('#at').click({ button: 'right' });
  await clickReadFaces(mien, page, '');
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('#at') }]);
});

it('takes what was asked for away with its element', async () => {
  await control.changeSettings({ enabled: false });
  const page = await mien.open(`<div id="at" style="${SIZED} ${COVER}"></div>`);
  await page.locator('#at').click({ button: 'right' });
  await clickReadFaces(mien, page, '');
  await waitForFaces(page, 1);
  await page.locator('#at').evaluate((node) => node.remove());
  await waitForFaces(page, 0);
});

it('says at a background that has not loaded that it has not', async () => {
  const page = await mien.open(`<div id="at" style="${SIZED} background: url(/missing.png)"></div>`);
  await page.locator('#at').click({ button: 'right' });
  await clickReadFaces(mien, page, '');
  await waitForOverlayText(page, /\w{4}/);
});

describe('says at the toolbar button', () => {
  const noticeOf = async (page: Parameters<typeof control.tabOf>[0]) => {
    const tabId = await control.tabOf(page);
    return control.page.evaluate((tab) => chrome.action.getTitle({ tabId: tab }), tabId);
  };

  it('that there is no picture where there is none', async () => {
    const page = await mien.open('<p id="at">Text</p>');
    await page.locator('#at').click({ button: 'right' });
    await clickReadFaces(mien, page, '');
    await expect.poll(() => noticeOf(page)).toContain('There is no picture here that could be read.');
  });

  it('that a drawing is no HTML page', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><image href="${PHOTO}" width="400" height="400"/></svg>`;
    const page = await mien.open(bytes('image/svg+xml', svg));
    await clickReadFaces(mien, page, '');
    await expect.poll(() => noticeOf(page)).toContain('HTML pages only');
  });
});
