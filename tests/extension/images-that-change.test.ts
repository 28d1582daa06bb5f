import { expect, it } from 'vitest';
import { photo, readFaces, useMien, waitForFaces, waitForKnownFaces, waitUntil } from './harness/index.ts';

const mien = await useMien();
const { site } = mien;

it('reads lazy images once they are scrolled to, and not before', async () => {
  site.route('/lazy.png', photo('astronaut.png'));
  const page = await mien.open(`
    <img id="first" src="/photos/astronaut.png" width="300">
    <div style="height: 9000px"></div>
    <img id="last" src="/lazy.png" loading="lazy" width="512" height="512">`);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('#first') }]);
  expect(site.hits('/lazy.png')).toBe(0);
  await page.locator('#last').scrollIntoViewIfNeeded();
  const last = page.locator('#last');
  await waitUntil(
    async () => {
      const place = await last.boundingBox();
      return (await readFaces(page)).filter(({ box }) => place && box.y > place.y);
    },
    (faces) => faces.length === 1,
  );
});

it('does not ask for images that are far away', async () => {
  site.route('/far.png', photo('astronaut.png'));
  const page = await mien.open(`
    <img id="near" src="/photos/astronaut.png" width="300">
    <div style="height: 30000px"></div>
    <img src="/far.png" width="512" height="512">`);
  await waitForFaces(page, 1);
  expect(
    site.requests.filter(({ path, destination }) => path === '/far.png' && destination === 'empty'),
  ).toEqual([]);
});

it('reads what an endless page adds while it is scrolled', async () => {
  const page = await mien.open(`<main></main><script>
    let count = 0;
    const add = () => {
      const image = document.createElement('img');
      image.width = 400;
      image.style.cssText = 'display: block; margin-bottom: 700px';
      image.src = '/photos/astronaut.png?' + count++;
      document.querySelector('main').append(image);
    };
    const addBelow = () => {
      while (count < 12 && document.documentElement.scrollHeight < scrollY + innerHeight * 2) add();
    };
    addEventListener('scroll', addBelow);
    addBelow();
  </script>`);
  for (let step = 0; step < 8; step++) {
    const image = page.locator('img').nth(step);
    await image.waitFor({ state: 'attached' });
    await image.scrollIntoViewIfNeeded();
    // It has no height before it has loaded.
    await waitUntil(
      async () => {
        const place = await image.boundingBox();
        return (await readFaces(page)).filter(
          ({ box }) => place && box.y > place.y && box.y < place.y + place.height,
        );
      },
      (faces) => faces.length === 1,
    );
  }
});

it('reads an image anew when its address changes, and forgets the old faces', async () => {
  const page = await mien.open('<img src="/photos/sample6.jpg" width="700">');
  const image = page.locator('img');
  await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at: image }]);
  await image.evaluate((node: HTMLImageElement) => {
    node.src = '/photos/astronaut.png';
  });
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: image }]);
});

it('takes the faces away with their image, and draws them again when it returns', async () => {
  const page = await mien.open('<img src="/photos/astronaut.png" width="500">');
  await waitForFaces(page, 1);
  await page.evaluate(() => document.querySelector('img')?.remove());
  await waitForFaces(page, 0);
  await page.evaluate(() => {
    const image = new Image(300);
    image.src = '/photos/astronaut.png';
    document.body.append(image);
  });
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('takes the faces away when their image is hidden', async () => {
  const page = await mien.open('<img src="/photos/astronaut.png" width="500">');
  await waitForFaces(page, 1);
  await page.evaluate(() => document.querySelector('img')?.style.setProperty('display', 'none'));
  await waitForFaces(page, 0);
});

it('reads the candidate of srcset that the browser has chosen', async () => {
  const page = await mien.open(
    '<img src="/photos/sample6.jpg" srcset="/photos/astronaut.png 512w, /photos/sample1.jpg 1920w" sizes="500px" style="width: 500px">',
  );
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('follows a picture element to another source when the window changes', async () => {
  const page = await mien.open(`<picture>
    <source media="(min-width: 900px)" srcset="/photos/sample6.jpg">
    <img src="/photos/astronaut.png" style="width: 480px">
  </picture>`);
  const image = page.locator('img');
  await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at: image }]);
  await page.setViewportSize({ width: 700, height: 800 });
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: image }]);
});
