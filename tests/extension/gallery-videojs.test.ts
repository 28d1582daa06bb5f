import { expect, it } from 'vitest';
import { facesOfImages, serveGallery, waitForTruth } from './harness/gallery.ts';
import { useMien, waitForFaces } from './harness/index.ts';

const mien = await useMien();
await serveGallery(mien, {
  'video.js': 'video.js/dist/video.min.js',
  'video.css': 'video.js/dist/video-js.min.css',
});

const PAGE = `
  <link rel="stylesheet" href="/lib/video.css">
  <div style="width: 640px"><video id="player" class="video-js vjs-fluid" controls preload="none" poster="/pictures/head.jpg"></video></div>
  <script src="/lib/video.js"></script>
  <script>window.player = videojs('player', { aspectRatio: '4:3' }); window.clicks = 0; document.querySelector('.vjs-big-play-button').addEventListener('click', () => { window.clicks++; });</script>`;

it('video.js: the poster is read, its badge leaves the controls alone and goes with the poster', async () => {
  const page = await mien.open(PAGE);
  const poster = () => facesOfImages(page, '.vjs-poster img');
  await waitForTruth(page, poster, 1);
  await page.locator('.vjs-big-play-button').click();
  expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBe(1);
  await page.evaluate(() =>
    (window as unknown as { player: { posterImage: { hide(): void } } }).player.posterImage.hide(),
  );
  await waitForFaces(page, 0);
});
