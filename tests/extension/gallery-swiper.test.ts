import type { Page } from 'playwright';
import { describe, it } from 'vitest';
import {
  facesInView,
  type GalleryPicture,
  markedFaces,
  markedPicture,
  serveGallery,
  waitForTruth,
} from './harness/gallery.ts';
import { overlap, useMien, waitUntil } from './harness/index.ts';

const mien = await useMien();
await serveGallery(mien, {
  'swiper.js': 'swiper/swiper-bundle.min.js',
  'swiper.css': 'swiper/swiper-bundle.min.css',
});

const PICTURES: readonly GalleryPicture[] = ['head.jpg', 'hills.jpg', 'bust.jpg', 'dunes.jpg', 'tall.jpg'];
const ACTIVE = '.swiper-slide-active .truth';

async function openSwiper(options: object, style: string): Promise<Page> {
  const page = await mien.open(`
    <link rel="stylesheet" href="/lib/swiper.css">
    <style>.swiper { width: 600px; height: 620px } ${style}</style>
    <div class="swiper">
      <div class="swiper-wrapper">${PICTURES.map((name) => `<div class="swiper-slide">${markedPicture(name)}</div>`).join('')}</div>
      <div class="swiper-button-prev"></div><div class="swiper-button-next"></div>
    </div>
    <script src="/lib/swiper.js"></script>
    <script>
      const swiper = new Swiper('.swiper', { speed: 200, navigation: { nextEl: '.swiper-button-next', prevEl: '.swiper-button-prev' }, ...${JSON.stringify(options)} });
    </script>`);
  await page.locator('.swiper-slide-active img').waitFor();
  return page;
}

async function swipeLeft(page: Page): Promise<void> {
  await page.mouse.move(450, 300);
  await page.mouse.down();
  await page.mouse.move(120, 300, { steps: 8 });
  await page.mouse.up();
}

/** Swiper with a loop leaves a click unheard while its slides move. */
async function next(page: Page): Promise<void> {
  await page.waitForFunction('!swiper.animating');
  await page.locator('.swiper-button-next').click();
}

describe.each([
  ['a loop', { loop: true }, '.box { width: 400px; margin: 0 100px }'],
  [
    'slides that fade',
    { effect: 'fade', fadeEffect: { crossFade: true } },
    '.box { width: 400px; margin: 0 100px }',
  ],
])('Swiper with %s', (_name, options, style) => {
  it('has badges on the slide that is shown, and on no other', async () => {
    const page = await openSwiper(options, style);
    await waitForTruth(page, () => markedFaces(page, ACTIVE), 1);
    await next(page);
    await page.locator('.swiper-slide-active img[src$="hills.jpg"]').waitFor();
    await waitForTruth(page, () => markedFaces(page, ACTIVE), 0);
    await next(page);
    await page.locator('.swiper-slide-active img[src$="bust.jpg"]').waitFor();
    await waitForTruth(page, () => markedFaces(page, ACTIVE), 1);
  });

  it('goes along with a finger that swipes', async () => {
    const page = await openSwiper(options, style);
    await waitForTruth(page, () => markedFaces(page, ACTIVE), 1);
    await swipeLeft(page);
    await waitForTruth(page, () => markedFaces(page, ACTIVE), 0);
    await page.waitForFunction('!swiper.animating');
    await swipeLeft(page);
    await waitForTruth(page, () => markedFaces(page, ACTIVE), 1);
  });
});

describe('Swiper as a cover flow', () => {
  const options = {
    effect: 'coverflow',
    centeredSlides: true,
    slidesPerView: 'auto',
    coverflowEffect: { rotate: 40, stretch: 0, depth: 100, modifier: 1, slideShadows: false },
  };

  it('lies on the face of the slide in the middle, and on turned faces beside it where it shows any', async () => {
    const page = await openSwiper(options, '.swiper { width: 1000px } .swiper-slide { width: 320px }');
    for (let turns = 0; turns < 2; turns += 1) {
      const look = async () => {
        const truths = await markedFaces(page);
        const [active] = await markedFaces(page, ACTIVE);
        const drawn = (await facesInView(page)).map(({ box }) => box);
        return {
          active,
          drawn,
          best: drawn.map((box) => Math.max(...truths.map((truth) => overlap(box, truth)))),
        };
      };
      await waitUntil(look, ({ active, drawn, best }) => {
        const onActive = active === undefined || drawn.some((box) => overlap(box, active) >= 0.8);
        return drawn.length > 0 && onActive && best.every((share) => share >= 0.5);
      });
      await next(page);
      await next(page);
    }
  });
});
