import { it } from 'vitest';
import { facesOfImages, serveGallery, waitForTruth } from './harness/gallery.ts';
import { useMien, waitUntil } from './harness/index.ts';

const mien = await useMien();
await serveGallery(mien, {
  'photoswipe.css': 'photoswipe/dist/photoswipe.css',
  'photoswipe.esm.js': 'photoswipe/dist/photoswipe.esm.js',
  'photoswipe-lightbox.esm.js': 'photoswipe/dist/photoswipe-lightbox.esm.js',
});

const SIZES = { 'head.jpg': [640, 480], 'hills.jpg': [480, 360], 'bust.jpg': [640, 640] } as const;

const PAGE = `
  <link rel="stylesheet" href="/lib/photoswipe.css">
  <div id="gallery">${Object.entries(SIZES)
    .map(
      ([name, [width, height]]) =>
        `<a href="/pictures/${name}" data-pswp-width="${width}" data-pswp-height="${height}"><img src="/pictures/${name}" height="180"></a>`,
    )
    .join(' ')}</div>
  <script type="module">
    import PhotoSwipeLightbox from '/lib/photoswipe-lightbox.esm.js';
    const lightbox = new PhotoSwipeLightbox({ gallery: '#gallery', children: 'a', pswpModule: () => import('/lib/photoswipe.esm.js'), wheelToZoom: true });
    lightbox.init();
  </script>`;

const SHOWN = '.pswp__item[aria-hidden="false"] .pswp__img:not(.pswp__img--placeholder)';

async function openLightbox() {
  const page = await mien.open(PAGE);
  await waitForTruth(page, () => facesOfImages(page, '#gallery img'), 2);
  await page.locator('#gallery a').first().click();
  await page.locator(SHOWN).waitFor();
  return page;
}

it('marks the picture in the lightbox, and none of those behind it', async () => {
  const page = await openLightbox();
  await waitForTruth(page, () => facesOfImages(page, SHOWN), 1);
  await page.keyboard.press('Escape');
  await page.locator('.pswp').waitFor({ state: 'detached' });
  await waitForTruth(page, () => facesOfImages(page, '#gallery img'), 2);
});

it('follows the person from slide to slide', async () => {
  const page = await openLightbox();
  await waitForTruth(page, () => facesOfImages(page, SHOWN), 1);
  await page.keyboard.press('ArrowRight');
  await page.locator(`${SHOWN}[src$="hills.jpg"]`).waitFor();
  await waitForTruth(page, () => facesOfImages(page, SHOWN), 0);
  await page.keyboard.press('ArrowRight');
  await page.locator(`${SHOWN}[src$="bust.jpg"]`).waitFor();
  await waitForTruth(page, () => facesOfImages(page, SHOWN), 1);
});

it('follows the picture while it is zoomed and dragged', async () => {
  const page = await openLightbox();
  const width = async () => (await page.locator(SHOWN).boundingBox())?.width ?? 0;
  await waitForTruth(page, () => facesOfImages(page, SHOWN), 1);
  const before = await width();
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, -400);
  await waitUntil(width, (now) => now > before * 1.1);
  await waitForTruth(page, () => facesOfImages(page, SHOWN), 1);
  await page.mouse.down();
  await page.mouse.move(700, 460, { steps: 6 });
  await page.mouse.up();
  await waitForTruth(page, () => facesOfImages(page, SHOWN), 1);
});
