import { describe, expect, it } from 'vitest';
import {
  contentRect,
  knownPhoto,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { width, height } = knownPhoto('sample6.jpg');
const PHOTO = '/photos/sample6.jpg';
const photo = 'sample6.jpg';

describe('the faces lie on the faces', () => {
  it.each([
    ['contain', 0.5, 0.5],
    ['cover', 0.5, 0.5],
    ['cover', 0.5, 0],
    ['contain', 1, 0.5],
    ['none', 0.5, 0.5],
    ['fill', 0.5, 0.5],
  ])('of an image with object-fit %s at %f, %f', async (fit, x, y) => {
    const page = await mien.open(
      `<img src="${PHOTO}" style="width: 900px; height: 620px; border: 7px solid; padding: 12px;
        object-fit: ${fit}; object-position: ${x * 100}% ${y * 100}%">`,
    );
    const frame = await contentRect(page.locator('img'));
    const ratios = [frame.width / width, frame.height / height] as const;
    const scale = { contain: Math.min(...ratios), cover: Math.max(...ratios), none: 1 }[fit];
    const drawn = {
      width: scale === undefined ? frame.width : width * scale,
      height: scale === undefined ? frame.height : height * scale,
    };
    const at = {
      x: frame.x + (frame.width - drawn.width) * x,
      y: frame.y + (frame.height - drawn.height) * y,
      ...drawn,
    };
    await waitForKnownFaces(page, [{ photo, at, seenThrough: frame }]);
  });

  it('while the page is scrolled', async () => {
    const page = await mien.open(
      `<div style="height: 500px"></div><img src="${PHOTO}" width="700"><div style="height: 3000px"></div>`,
    );
    const image = page.locator('img');
    await waitForKnownFaces(page, [{ photo, at: image }]);
    let place = 0;
    for (const step of [137, 210, -90]) {
      place += step;
      await page.mouse.wheel(0, step);
      // The browser tells nobody when a wheel has done its work.
      await waitUntil(
        () => page.evaluate(() => scrollY),
        (scrolled) => scrolled === place,
      );
      await waitForKnownFaces(page, [{ photo, at: image }], { deadline: 5000 });
    }
  });

  it('while a box inside the page is scrolled', async () => {
    const page = await mien.open(
      `<div id="box" style="height: 700px; overflow: auto">
        <div style="height: 60px"></div><img src="${PHOTO}" width="700"><div style="height: 3000px"></div>
      </div>`,
    );
    const image = page.locator('img');
    await waitForKnownFaces(page, [{ photo, at: image }]);
    await page.locator('#box').evaluate((box) => box.scrollTo({ top: 50 }));
    await waitForKnownFaces(page, [{ photo, at: image }], { deadline: 5000 });
  });

  it('while the image changes its size', async () => {
    const page = await mien.open(`<img src="${PHOTO}" style="width: 90vw">`);
    const image = page.locator('img');
    await waitForKnownFaces(page, [{ photo, at: image }]);
    await page.setViewportSize({ width: 640, height: 800 });
    await waitForKnownFaces(page, [{ photo, at: image }], { deadline: 5000 });
    await image.evaluate((node) => node.style.setProperty('width', '300px'));
    await waitForKnownFaces(page, [{ photo, at: image }], { deadline: 5000 });
  });

  it('while something above pushes the image down', async () => {
    const page = await mien.open(`<div id="above"></div><img src="${PHOTO}" width="600">`);
    const image = page.locator('img');
    await waitForKnownFaces(page, [{ photo, at: image }]);
    await page.locator('#above').evaluate((node) => node.style.setProperty('height', '333px'));
    await waitForKnownFaces(page, [{ photo, at: image }], { deadline: 5000 });
  });

  it('while the person zooms the page', async () => {
    const page = await mien.open(`<h1>Zoom</h1><img src="${PHOTO}" width="500">`);
    const image = page.locator('img');
    await waitForKnownFaces(page, [{ photo, at: image }]);
    const tab = await mien.control.tabOf(page);
    for (const zoom of [1.5, 0.67, 1]) {
      await mien.control.page.evaluate(([id, factor]) => chrome.tabs.setZoom(id, factor), [
        tab,
        zoom,
      ] as const);
      await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBeCloseTo(zoom, 1);
      await waitForKnownFaces(page, [{ photo, at: image }], { deadline: 5000 });
    }
  });

  it('on a page that zooms itself by CSS', async () => {
    const page = await mien.open(`<h1>Zoom</h1><img src="${PHOTO}" width="500">`);
    const image = page.locator('img');
    await waitForKnownFaces(page, [{ photo, at: image }]);
    await page.evaluate(() => document.body.style.setProperty('zoom', '1.3'));
    await waitForKnownFaces(page, [{ photo, at: image }], { deadline: 5000 });
  });

  it('on a screen with two pixels to each CSS pixel', async () => {
    const page = await mien.open(`<img src="${PHOTO}" width="500">`);
    const session = await mien.context.newCDPSession(page);
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: 1000,
      height: 700,
      deviceScaleFactor: 2,
      mobile: false,
    });
    await waitForKnownFaces(page, [{ photo, at: page.locator('img') }]);
  });

  it('of an image that is scaled by a transform', async () => {
    const page = await mien.open(
      `<img src="${PHOTO}" width="800" style="transform: scale(0.6); transform-origin: 40px 30px">`,
    );
    await waitForKnownFaces(page, [{ photo, at: page.locator('img') }]);
  });
});

it('takes the faces away while the image is scrolled out of its box', async () => {
  const page = await mien.open(
    `<div id="box" style="height: 600px; overflow: auto">
      <img src="${PHOTO}" width="600"><div style="height: 3000px"></div>
    </div>`,
  );
  const image = page.locator('img');
  await waitForKnownFaces(page, [{ photo, at: image }]);
  const scrollTo = (top: number) => page.locator('#box').evaluate((box, y) => box.scrollTo({ top: y }), top);
  await scrollTo(1500);
  await waitForFaces(page, 0);
  await scrollTo(0);
  await waitForKnownFaces(page, [{ photo, at: image }]);
});
