import { it } from 'vitest';
import { html, useMien, waitForKnownFaces } from './harness/index.ts';

const mien = await useMien();
const { site } = mien;
const IMAGE = '<img src="/photos/astronaut.png" width="300">';
site.route('/frame', html(IMAGE));

it.each([
  ['of the same site', () => site.url('/frame')],
  ['of another site', () => site.url('/frame', 'other.localhost')],
])('reads images in a frame %s', async (_of, address) => {
  const page = await mien.open(
    `<h1>Frame</h1><iframe src="${address()}" width="500" height="400" style="border: 9px solid; padding: 4px"></iframe>`,
  );
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.frameLocator('iframe').locator('img') }]);
});

it('reads images in a frame that the page itself has written', async () => {
  const page = await mien.open(`<iframe width="500" height="400"></iframe><script>
    frames[0].document.body.innerHTML = '<img src="/photos/astronaut.png" width="300">';
  </script>`);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.frameLocator('iframe').locator('img') }]);
});

it('reads images in a frame inside a frame', async () => {
  site.route(
    '/outer',
    html(`<p>Outer</p><iframe src="${site.url('/frame')}" width="400" height="350"></iframe>`),
  );
  const page = await mien.open(
    `<p>Top</p><iframe src="${site.url('/outer', 'other.localhost')}" width="600" height="500"></iframe>`,
  );
  const image = page.frameLocator('iframe').frameLocator('iframe').locator('img');
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: image }]);
});
