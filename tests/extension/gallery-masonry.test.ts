import { it } from 'vitest';
import { markedFaces, markedPicture, serveGallery, waitForTruth } from './harness/gallery.ts';
import { useMien } from './harness/index.ts';

const mien = await useMien();
await serveGallery(mien, { 'masonry.js': 'masonry-layout/dist/masonry.pkgd.min.js' });

const PICTURES = [
  'head.jpg',
  'hills.jpg',
  'tall.jpg',
  'bust.jpg',
  'dunes.jpg',
  'head.jpg',
  'bust.jpg',
] as const;

const PAGE = `
  <style>body { margin: 0 } .item { width: 230px; margin-bottom: 10px }</style>
  <div class="grid">${PICTURES.map((name) => `<div class="item">${markedPicture(name)}</div>`).join('')}</div>
  <script src="/lib/masonry.js"></script>
  <script>
    addEventListener('load', () => { window.masonry = new Masonry('.grid', { itemSelector: '.item', columnWidth: 230, gutter: 10, transitionDuration: '0.2s' }); });
  </script>`;

it('Masonry: the faces lie on the faces after each new layout', async () => {
  const page = await mien.open(PAGE);
  await page.waitForFunction('window.masonry !== undefined');
  await waitForTruth(page, () => markedFaces(page));
  await page.setViewportSize({ width: 720, height: 900 });
  await waitForTruth(page, () => markedFaces(page));
  await page.evaluate(() => {
    const { masonry } = window as unknown as { masonry: { remove(item: Element): void; layout(): void } };
    const [, , tall] = document.querySelectorAll('.item');
    if (tall) masonry.remove(tall);
    masonry.layout();
  });
  await waitForTruth(page, () => markedFaces(page));
  await page.setViewportSize({ width: 1280, height: 800 });
  await waitForTruth(page, () => markedFaces(page));
});
