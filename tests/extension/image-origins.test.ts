import { expect, it } from 'vitest';
import {
  behindLogin,
  bytes,
  login,
  lyingJpeg,
  photo,
  photoBytes,
  redirect,
  startSite,
  useMien,
  waitForKnownFaces,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;

it('reads images of another site that sends no CORS headers', async () => {
  const address = site.url('/photos/astronaut.png', 'photos.localhost');
  const page = await mien.open(`<img src="${address}">`);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('reads images behind a login, with the cookies that the page sends', async () => {
  // Another port is another origin: its pixels are closed to a canvas, so only a fetch with the cookie can read them.
  const media = await startSite({ '/private.png': behindLogin(photo('astronaut.png')) });
  try {
    const address = media.url('/private.png');
    expect((await fetch(address)).status).toBe(403);
    const page = await mien.open(login(`<img src="${address}">`));
    await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
  } finally {
    await media.close();
  }
});

it('reads images that are redirected to another site', async () => {
  site.route('/moved.png', redirect(site.url('/photos/astronaut.png', 'photos.localhost')));
  const page = await mien.open('<img src="/moved.png">');
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('reads images that lie on their side and say so in EXIF', async () => {
  site.route('/lying.jpg', bytes('image/jpeg', lyingJpeg(photoBytes('astronaut.png'))));
  const page = await mien.open('<img src="/lying.jpg">');
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('reads images that are in the page itself as data', async () => {
  const data = photoBytes('astronaut.png').toString('base64');
  const page = await mien.open(`<img src="data:image/png;base64,${data}">`);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('reads images that only the page has, as blobs', async () => {
  const page = await mien.open(`<img><script>
    fetch('/photos/astronaut.png').then((answer) => answer.blob()).then((blob) => {
      document.querySelector('img').src = URL.createObjectURL(blob);
    });
  </script>`);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('asks for an image once, however often the page shows it', async () => {
  site.route('/thrice.png', photo('astronaut.png'));
  const image = '<img src="/thrice.png" width="300">';
  const page = await mien.open(`${image}<br>${image}${image}`);
  const images = page.locator('img');
  await waitForKnownFaces(
    page,
    [0, 1, 2].map((index) => ({ photo: 'astronaut.png', at: images.nth(index) })),
  );
  const asked = site.requests.filter(
    ({ path, destination }) => path === '/thrice.png' && destination === 'empty',
  );
  expect(asked).toHaveLength(1);
});
