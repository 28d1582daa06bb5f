import type { Page } from 'playwright';
import { describe, it } from 'vitest';
import { useMien, waitForFaces } from './harness/index.ts';
import { cornersOf, facesOfPhoto, partOf, waitForFacesAt } from './harness/placed-faces.ts';

const mien = await useMien();
const PHOTO = '/photos/sample6.jpg';
const faces = () => facesOfPhoto(mien, PHOTO, 4);

const turned = (around: string, own: string) =>
  `<body style="margin: 0"><div style="margin: 150px 0 0 260px; width: 500px; ${around}">
    <img src="${PHOTO}" style="width: 500px; ${own}"></div>`;

async function expectOnPicture(page: Page, parts: Awaited<ReturnType<typeof faces>>) {
  const where = async () => {
    const corners = await cornersOf(page, 'img');
    return parts.map((part) => partOf(corners, part));
  };
  await waitForFacesAt(page, where);
}

describe('the faces lie on the faces of a picture', () => {
  it.each([
    ['rotated', '', 'transform: rotate(25deg)'],
    ['on its head', '', 'rotate: 180deg'],
    ['on its side', 'rotate: 90deg', ''],
    ['mirrored', '', 'transform: scaleX(-1)'],
    ['sheared', '', 'transform: skew(15deg, 5deg)'],
    ['scaled by its parent and zoomed', 'scale: 0.7', 'zoom: 1.2; rotate: -10deg'],
    [
      'with a border, a padding and a fit',
      '',
      'rotate: 30deg; padding: 20px; border: 9px solid; object-fit: fill',
    ],
    ['under ancestors that turn back', 'rotate: 45deg', 'rotate: -45deg'],
  ])('%s', async (_, around, own) => {
    const parts = await faces();
    await expectOnPicture(await mien.open(turned(around, own)), parts);
  });

  it('bent in depth', async () => {
    const parts = await faces();
    // Empty boxes that the page bends along with the picture show where each face has gone.
    const probes = parts.map(
      ({ x, y, width, height }) =>
        `<i style="position: absolute; left: ${x * 100}%; top: ${y * 100}%; width: ${width * 100}%; height: ${height * 100}%"></i>`,
    );
    const page = await mien.open(
      `<body style="margin: 0"><div style="perspective: 600px; margin: 150px 0 0 260px; width: 500px">
        <div style="position: relative; transform: rotateY(35deg) rotate(8deg)">
        <img src="${PHOTO}" style="width: 500px; display: block">${probes.join('')}</div></div>`,
    );
    const where = () =>
      page.$$eval('i', (boxes) =>
        boxes.map((box) => {
          const { x, y, width, height } = box.getBoundingClientRect();
          return { x, y, width, height };
        }),
      );
    await waitForFacesAt(page, where);
  });

  it('while it is turned by an animation, and when it has come to rest', async () => {
    const parts = await faces();
    const page = await mien.open(turned('', ''));
    await expectOnPicture(page, parts);
    await page
      .locator('img')
      .evaluate((image) =>
        image.animate([{ rotate: '0deg' }, { rotate: '75deg' }], { duration: 700, fill: 'forwards' }),
      );
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState === 'finished'),
    );
    await expectOnPicture(page, parts);
  });
});

it('a card that is turned over has no faces on its back', async () => {
  const parts = await faces();
  const page = await mien.open(
    turned('perspective: 900px', 'backface-visibility: hidden; transition: transform 200ms'),
  );
  await expectOnPicture(page, parts);
  await page.locator('img').evaluate((image) => image.style.setProperty('transform', 'rotateY(180deg)'));
  await waitForFaces(page, 0);
  await page.locator('img').evaluate((image) => image.style.setProperty('transform', 'none'));
  await expectOnPicture(page, parts);
});
