import sharp from 'sharp';
import { describe, it } from 'vitest';
import { bytes, contentRect, photoBytes, useMien, waitForKnownFaces } from './harness/index.ts';

const mien = await useMien();
const PHOTO = '/photos/astronaut.png';
const astronaut = 'astronaut.png' as const;

describe('the image of', () => {
  it.each([
    [
      '<svg><image href>',
      `<svg width="400" height="400"><image id="at" href="${PHOTO}" width="400" height="400"/></svg>`,
    ],
    [
      '<svg><image xlink:href>, without a size of its own',
      `<svg width="600" height="600" xmlns:xlink="http://www.w3.org/1999/xlink"><image id="at" xlink:href="${PHOTO}"/></svg>`,
    ],
    [
      '<image> under a viewBox and a transform',
      `<svg width="500" height="500" viewBox="0 0 100 100"><g transform="translate(10 20) scale(.5)">
        <image id="at" href="${PHOTO}" x="10" y="10" width="120" height="120"/></g></svg>`,
    ],
    [
      '<input type=image>',
      `<form><input id="at" type="image" src="${PHOTO}" width="380" height="380"></form>`,
    ],
    ['<object>', `<object id="at" data="${PHOTO}" type="image/png" width="400" height="400"></object>`],
    ['<embed>', `<embed id="at" src="${PHOTO}" width="400" height="400">`],
  ])('%s', async (_of, body) => {
    const page = await mien.open(`<p>Text</p>${body}`);
    const box = await page.locator('#at').boundingBox();
    await waitForKnownFaces(page, [{ photo: astronaut, at: box ?? page.locator('#at') }]);
  });

  it.each([
    ['xMaxYMid meet', { x: 200, y: 0, width: 300, height: 300 }],
    ['xMidYMin slice', { x: 0, y: 0, width: 500, height: 500 }],
    ['none', { x: 0, y: 0, width: 500, height: 300 }],
  ])('<image> that its box fits by "%s"', async (fit, inBox) => {
    const page = await mien.open(
      `<svg width="500" height="300"><image id="at" href="${PHOTO}" width="500" height="300" preserveAspectRatio="${fit}"/></svg>`,
    );
    const box = await page.locator('#at').boundingBox();
    const at = { ...inBox, x: inBox.x + (box?.x ?? 0), y: inBox.y + (box?.y ?? 0) };
    await waitForKnownFaces(page, [{ photo: astronaut, at }]);
  });
});

it('reads an <image> anew when its address changes', async () => {
  const page = await mien.open(
    `<svg width="600" height="400"><image id="at" href="/photos/sample6.jpg" width="600" height="400" preserveAspectRatio="none"/></svg>`,
  );
  const at = page.locator('#at');
  await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at }]);
  await at.evaluate((node, href) => node.setAttribute('href', href), PHOTO);
  await waitForKnownFaces(page, [{ photo: astronaut, at }]);
});

it('reads a tab that is an image', async () => {
  const page = await mien.open(bytes('image/png', photoBytes(astronaut)));
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('img') }]);
});

describe('an image that comes late', () => {
  it('by decode(), before it is put into the page', async () => {
    const page = await mien.open(`<script>
      const image = new Image(400, 400);
      image.src = '${PHOTO}';
      image.decode().then(() => document.body.append(image));
    </script>`);
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('img') }]);
  });

  it('after a blurred placeholder in the same element', async () => {
    const page = await mien.open(
      '<img width="400" height="400" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    );
    await page.locator('img').evaluate(async (image: HTMLImageElement, address) => {
      const whole = new Image();
      whole.src = address;
      await whole.decode();
      image.src = whole.src;
    }, PHOTO);
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('img') }]);
  });

  it('over a background that stood for it', async () => {
    const page = await mien.open(
      `<div style="width: 400px; height: 400px; background: url(/photos/sample6.jpg) 0 0 / 8px 8px">
        <img width="400" height="400"></div>`,
    );
    await page.locator('img').evaluate((image: HTMLImageElement, address) => {
      image.src = address;
    }, PHOTO);
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('img') }]);
  });

  it('by a source of <picture> that the page changes', async () => {
    const page = await mien.open(
      `<picture><source srcset="/photos/sample6.jpg"><img src="${PHOTO}" style="width: 500px"></picture>`,
    );
    await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at: page.locator('img') }]);
    await page.locator('source').evaluate((node) => node.remove());
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('img') }]);
    await page.locator('img').evaluate((node) => node.setAttribute('srcset', '/photos/sample6.jpg 1x'));
    await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at: page.locator('img') }]);
  });
});

it('places an image that its element crops', async () => {
  const page = await mien.open(
    `<img src="${PHOTO}" style="width: 300px; height: 500px; object-fit: cover; object-position: 40% 50%">`,
  );
  const { x, y } = await contentRect(page.locator('img'));
  const at = { x: x - 200 * 0.4, y, width: 500, height: 500 };
  await waitForKnownFaces(page, [{ photo: astronaut, at }]);
});

/** Two frames of 0.1 seconds, for ever: the photo, and nothing. */
async function blinking(format: 'gif' | 'webp'): Promise<Buffer> {
  const face = await sharp(photoBytes(astronaut)).resize(400, 400).removeAlpha().raw().toBuffer();
  const frames = Buffer.concat([face, Buffer.alloc(face.length, 128)]);
  const raw = { width: 400, height: 800, channels: 3, pageHeight: 400 } as const;
  const film = sharp(frames, { raw });
  return format === 'gif'
    ? await film.gif({ delay: [100, 100], loop: 0 }).toBuffer()
    : await film.webp({ delay: [100, 100], loop: 0 }).toBuffer();
}

it.each(['gif', 'webp'] as const)('reads the first frame of an animated %s', async (format) => {
  const address = `/blinking.${format}`;
  mien.site.route(address, bytes(`image/${format}`, await blinking(format)));
  const page = await mien.open(`<img src="${address}">`);
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('img') }]);
});
