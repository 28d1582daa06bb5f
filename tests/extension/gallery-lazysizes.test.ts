import { expect, it } from 'vitest';
import { facesOfImages, serveGallery, waitForTruth } from './harness/gallery.ts';
import { readFaces, useMien } from './harness/index.ts';

const mien = await useMien();
await serveGallery(mien, { 'lazysizes.js': 'lazysizes/lazysizes.min.js' });

const EMPTY = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const NAMES = ['head.jpg', 'hills.jpg', 'bust.jpg', 'dunes.jpg', 'tall.jpg'] as const;

const PAGE = `
  <script>window.lazySizesConfig = { expand: 10, expFactor: 1, loadMode: 1 };</script>
  <script src="/lib/lazysizes.js" async></script>
  ${NAMES.map((name) => `<p style="height: 700px"><img class="lazyload" src="${EMPTY}" data-src="/pictures/${name}" style="height: 420px; min-width: 200px"></p>`).join('')}`;

it('lazysizes: pictures are read when they take the place of their placeholders', async () => {
  const before = mien.site.hits('/pictures/tall.jpg');
  const page = await mien.open(PAGE);
  await waitForTruth(page, () => facesOfImages(page, '.lazyloaded'), 1);
  expect(await readFaces(page)).toHaveLength(1);
  expect(mien.site.hits('/pictures/tall.jpg')).toBe(before);
  for (let turn = 0; turn < 4; turn += 1) {
    await page.mouse.move(640, 300);
    await page.mouse.wheel(0, 720);
    await page.locator(`img[data-src$="${NAMES[turn + 1]}"].lazyloaded`).waitFor();
    await waitForTruth(page, () => facesOfImages(page, '.lazyloaded'));
  }
  expect(mien.site.hits('/pictures/tall.jpg')).toBeGreaterThan(before);
});
