import { it } from 'vitest';
import { onlyAsImage, photo, useMien, waitForKnownFaces } from './harness/index.ts';

/** A screen with four pixels for each of a page's, as most telephones and many laptops have. */
const mien = await useMien({ args: ['--force-device-scale-factor=2'] });

it('an image that nobody may fetch is read from a dense screen', async () => {
  mien.site.route('/kept.png', onlyAsImage(photo('astronaut.png')));
  const kept = mien.site.url('/kept.png', 'photos.localhost');
  const page = await mien.open(`<img src="${kept}" width="280" style="margin: 50px 0 0 150px">`);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});
