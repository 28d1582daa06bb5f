import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { useMien, waitForKnownFaces } from './harness/index.ts';

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

it('would notice such a word', async () => {
  const page = await mien.open('<img src="http://example.test/a.png">');
  await expect.poll(() => wanted).toContain('http://example.test/a.png');
  await page.close();
});
