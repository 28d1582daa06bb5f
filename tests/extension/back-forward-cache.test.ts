import type { Page } from 'playwright';
import { it } from 'vitest';
import { film, recordFilm } from './harness/film.ts';
import {
  clickReadVideo,
  keptHtml,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;
const IMAGE = '<img src="/photos/astronaut.png" style="display: block; width: 300px">';

/** Leaves the page by a link of the person's, and comes back to it as it was. */
async function leaveAndReturn(page: Page): Promise<void> {
  await page.evaluate(() => {
    const left = globalThis as unknown as { isSame: boolean; hasReturned: boolean };
    left.isSame = true;
    addEventListener('pageshow', ({ persisted }) => {
      left.hasReturned = persisted;
    });
  });
  await page.goto(site.url('/photos/sample1.jpg'));
  await waitForFaces(page, 3);
  // Playwright's `goBack` waits for a page that loads, and this one does not.
  await page.evaluate(() => history.back());
  const hasReturned = () =>
    page
      .evaluate(() => {
        const { isSame, hasReturned } = globalThis as unknown as { isSame?: boolean; hasReturned?: boolean };
        return isSame === true && hasReturned === true;
      })
      // While the pages change, there is none to ask.
      .catch(() => false);
  await waitUntil(hasReturned, (done) => done);
}

it('a page that the browser kept has its faces when the person comes back, and goes on', async () => {
  const page = await mien.open(keptHtml(IMAGE));
  await waitForFaces(page, 1);
  await leaveAndReturn(page);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
  await page.evaluate(() =>
    document
      .querySelector('img')
      ?.after(Object.assign(new Image(), { src: '/photos/sample2.jpg', id: 'new', width: 400 })),
  );
  await waitForKnownFaces(page, [
    { photo: 'astronaut.png', at: page.locator('img').first() },
    { photo: 'sample2.jpg', at: page.locator('#new') },
  ]);
});

it('one that is left before it is read is read when the person comes back', async () => {
  const pictures = ['astronaut.png', 'sample2.jpg', 'sample4.jpg', 'sample6.jpg'] as const;
  const page = await mien.open(
    keptHtml(pictures.map((name, at) => `<img id="at-${at}" src="/photos/${name}" width="280">`).join(' ')),
  );
  await leaveAndReturn(page);
  await waitForKnownFaces(
    page,
    pictures.map((photo, at) => ({ photo, at: page.locator(`#at-${at}`) })),
  );
});

it('a film that was read goes on being read when the person comes back', async () => {
  const studio = await mien.context.newPage();
  site.route('/film.webm', film(await recordFilm(studio, 4)));
  await studio.close();
  const page = await mien.open(
    keptHtml(
      '<video src="/film.webm" muted loop autoplay playsinline style="display: block; width: 640px"></video>',
    ),
  );
  await page.locator('video').click({ button: 'right', position: { x: 10, y: 10 } });
  await clickReadVideo(mien, page);
  await waitForFaces(page, 1);
  await leaveAndReturn(page);
  await page.locator('video').evaluate((video: HTMLVideoElement) => video.play());
  const [before] = await waitForFaces(page, 1);
  // Between two moments of a film a face may be lost, and is found again.
  await waitForFaces(
    page,
    ([now, ...others]) =>
      now !== undefined && others.length === 0 && Math.abs(now.box.x - (before?.box.x ?? 0)) > 5,
  );
});
