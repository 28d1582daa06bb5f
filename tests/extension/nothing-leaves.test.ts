import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import {
  clickReadFaces,
  knownPhoto,
  photoPath,
  useMien,
  waitForFaces,
  waitForKnownFaces,
} from './harness/index.ts';
import { chooseFiles, openViewer, waitForRead } from './harness/viewer.ts';

/** What Chromium asks for by itself, with or without an extension. */
const BROWSERS_OWN =
  /^(https?:\/\/)?(update\.googleapis\.com|accounts\.google\.com|clients2\.google\.com)[:/]/;

/** A proxy that forwards nothing and writes down every machine that the browser wants to speak to. */
const wanted: string[] = [];
const proxy = createServer((request, response) => {
  wanted.push(request.url ?? '');
  response.writeHead(502).end();
});
proxy.on('connect', (request, socket) => {
  wanted.push(request.url ?? '');
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
});
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  proxy.close();
  proxy.closeAllConnections();
});

const { port } = proxy.address() as AddressInfo;
const mien = await useMien({ args: [`--proxy-server=http://127.0.0.1:${port}`] });

it('reads a photo without a word to any other machine', async () => {
  const page = await mien.open('<img src="/photos/astronaut.png">');
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
  expect(wanted.filter((address) => !BROWSERS_OWN.test(address))).toEqual([]);
});

it('says no such word from any of its pages either, whatever a person does there', async () => {
  const { context, control, browser, site } = mien;
  const own = (file: string) => `chrome-extension://${browser.extensionId}/${file}`;
  const before = site.requests.length;
  const shown = ['/photos/astronaut.png', '/photos/sample6.jpg'];
  const page = await mien.open(shown.map((path) => `<img src="${path}" width="300">`).join(''));
  const faces = (['astronaut.png', 'sample6.jpg'] as const).flatMap((name) => knownPhoto(name).faces);
  await waitForFaces(page, faces.length);
  await clickReadFaces(mien, page, site.url('/photos/astronaut.png'));
  for (const file of [`popup.html?tab=${await control.tabOf(page)}`, 'options.html', 'welcome.html']) {
    const opened = await context.newPage();
    await opened.goto(own(file));
    await opened.locator('main').waitFor();
    if (file === 'welcome.html') await waitForFaces(opened, 1);
    await opened.close();
  }
  const viewer = await openViewer(mien);
  await chooseFiles(viewer, photoPath('astronaut.png'));
  await waitForRead(viewer, 1);
  await viewer.getByRole('button', { name: 'Look inside' }).first().click();
  await viewer.getByRole('dialog').getByText('Face 1').first().waitFor();
  await viewer.close();
  expect(wanted.filter((address) => !BROWSERS_OWN.test(address))).toEqual([]);
  // The site with the images is not behind the proxy: it heard of nothing but its images.
  const asked = site.requests.slice(before).filter(({ destination }) => destination === 'empty');
  expect(asked.map(({ path }) => path).sort()).toEqual(shown);
  expect(asked.filter(({ referer }) => referer !== undefined)).toEqual([]);
});

it('would notice such a word', async () => {
  const page = await mien.open('<img src="http://example.test/a.png">');
  await expect.poll(() => wanted).toContain('http://example.test/a.png');
  await page.close();
});
