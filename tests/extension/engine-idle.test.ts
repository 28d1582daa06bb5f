import { expect, it } from 'vitest';
import { engineDocumentExists, hurry } from '../../bench/soak/engine-document.ts';
import { useMien, waitForFaces, waitUntil } from './harness/index.ts';

const mien = await useMien();

it('gives all of its memory back when nobody asks for anything, and wakes for the next picture of an open page', async () => {
  const browser = await mien.context.browser()?.newBrowserCDPSession();
  if (browser === undefined) throw new Error('The browser cannot be spoken to.');
  const page = await mien.open('<img src="/photos/astronaut.png" width="300">');
  await waitForFaces(page, 1);
  const add = (name: string) =>
    page.evaluate((src) => void document.body.append(Object.assign(new Image(300), { src })), name);
  // The minutes of the engine's document are seconds from here on.
  await hurry(browser);
  // The engine rests from its last reading on, which is later; when the test sees that does not count.
  const asked = Date.now();
  await add('/photos/astronaut.png?second');
  await waitForFaces(page, 2);
  await waitUntil(
    () => engineDocumentExists(browser),
    (exists) => !exists,
  );
  expect(Date.now() - asked).toBeGreaterThan(3500);
  // What was read stays where it is, and asking how the engine is does not wake it.
  await waitForFaces(page, 2);
  expect(await engineDocumentExists(browser)).toBe(false);
  await add('/photos/astronaut.png?third');
  await waitForFaces(page, 3);
  expect(await engineDocumentExists(browser)).toBe(true);
});
