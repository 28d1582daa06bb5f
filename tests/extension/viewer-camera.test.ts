import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { FILM, filmSwitches, writeFilm } from '../../scripts/lib/fake-film.ts';
import { type ExtensionBrowser, launchExtension, useMien, waitUntil } from './harness/index.ts';
import { accessibilityFaults, listedRows, openViewer, savedResults, waitForRead } from './harness/viewer.ts';

const folder = await mkdtemp(join(tmpdir(), 'mien-film-'));
const film = join(folder, 'astronaut.y4m');
const face = await writeFilm(film);
const mien = await useMien({ args: filmSwitches(film) });
const opened: Page[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.close()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A viewer with its camera on, whose streams can be looked at. */
async function openFilm(): Promise<Page> {
  const viewer = await openViewer(mien);
  opened.push(viewer);
  await viewer.evaluate(() => {
    const devices = navigator.mediaDevices;
    const original = devices.getUserMedia.bind(devices);
    const streams: MediaStream[] = [];
    devices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      streams.push(stream);
      return stream;
    };
    Object.assign(window, { openedStreams: streams });
  });
  await viewer.getByRole('button', { name: 'Use the camera' }).click();
  await viewer.locator('.film .face-box').waitFor();
  return viewer;
}

const trackStates = (viewer: Page) =>
  viewer.evaluate(() =>
    (window as unknown as { openedStreams: MediaStream[] }).openedStreams.flatMap((stream) =>
      stream.getTracks().map(({ readyState }) => readyState),
    ),
  );

const untilTracksAre = (viewer: Page, ...wanted: readonly MediaStreamTrackState[]) =>
  waitUntil(
    () => trackStates(viewer),
    (states) => states.join() === wanted.join(),
  );

/** The middle of the drawn face, in fractions of the film as it is seen. */
async function middle(viewer: Page): Promise<{ x: number; y: number }> {
  const box = await viewer.locator('.film .face-box').boundingBox();
  const around = await viewer.locator('.film').boundingBox();
  if (!box || !around) return { x: 0, y: 0 };
  return {
    x: (box.x + box.width / 2 - around.x) / around.width,
    y: (box.y + box.height / 2 - around.y) / around.height,
  };
}

const isNear = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.hypot(a.x - b.x, a.y - b.y) < 0.05;

describe('the camera', () => {
  it('shows faces boxed and labelled, mirrored or not, one reading after the other', async () => {
    const viewer = await openFilm();
    await viewer.locator('.film .face-box[data-expression="happiness"]').waitFor();
    await waitUntil(
      () => middle(viewer),
      (at) => isNear(at, { x: 1 - face.x, y: face.y }),
    );
    await viewer.getByRole('switch', { name: 'Mirrored' }).click();
    await waitUntil(
      () => middle(viewer),
      (at) => isNear(at, face),
    );
    await viewer.getByText(/Faces: 1\. Readings a second: (0\.)?[1-9]/).waitFor();
    await waitUntil(
      () => viewer.locator('.film-side .score').count(),
      (scores) => scores === 8,
    );
    expect(await accessibilityFaults(viewer)).toEqual([]);
  });

  it('takes a snapshot as it is, not mirrored, and reads it', async () => {
    const viewer = await openFilm();
    await viewer.getByRole('button', { name: 'Take a snapshot' }).click();
    await viewer.getByText('Snapshot 1 is in the list.').waitFor();
    await viewer.getByRole('button', { name: 'Close the camera' }).click();
    await waitForRead(viewer, 1);
    expect((await listedRows(viewer))[0]?.name).toBe('Snapshot 1');
    const [image] = (await savedResults(viewer)).images;
    expect(image).toMatchObject(FILM);
    const box = image?.faces[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    const at = { x: (box.x + box.width / 2) / FILM.width, y: (box.y + box.height / 2) / FILM.height };
    expect(isNear(at, face)).toBe(true);
    await untilTracksAre(viewer, 'ended');
  });

  it('stops when nobody can see it, and starts again only when asked to', async () => {
    const viewer = await openFilm();
    await untilTracksAre(viewer, 'live');
    // Tabs of a browser that a program steers never go out of sight by themselves.
    await viewer.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await viewer.getByText('The camera was stopped').waitFor();
    await untilTracksAre(viewer, 'ended');
    await viewer.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
    });
    await viewer.getByRole('button', { name: 'Start the camera again' }).click();
    await untilTracksAre(viewer, 'ended', 'live');
    await viewer.locator('.film .face-box').waitFor();
  });
});

/** What the viewer says of the camera in another browser. */
async function wordsWithout(
  args: readonly string[],
  prepare: (browser: ExtensionBrowser) => Promise<void>,
): Promise<string> {
  const browser = await launchExtension({ args });
  try {
    await prepare(browser);
    const viewer = await browser.context.newPage();
    await viewer.goto(`chrome-extension://${browser.extensionId}/viewer.html`);
    await viewer.getByRole('button', { name: 'Use the camera' }).click();
    await viewer.getByRole('button', { name: 'Start the camera again' }).waitFor();
    expect(await accessibilityFaults(viewer)).toEqual([]);
    return (await viewer.locator('.camera-words').textContent()) ?? '';
  } finally {
    await browser.close();
  }
}

describe('without a camera', () => {
  it('a refused permission is told', async () => {
    const said = await wordsWithout(
      ['--use-fake-device-for-media-stream'],
      async ({ context, extensionId }) => {
        const session = await context.browser()?.newBrowserCDPSession();
        await session?.send('Browser.setPermission', {
          permission: { name: 'camera' },
          setting: 'denied',
          origin: `chrome-extension://${extensionId}`,
        });
      },
    );
    expect(said).toContain('The camera is not allowed.');
  });

  it('its absence is told', async () => {
    const said = await wordsWithout(['--use-fake-ui-for-media-stream'], async () => {});
    expect(said).toContain('No camera was found.');
  });
});
