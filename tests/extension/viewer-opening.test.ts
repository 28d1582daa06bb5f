import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { clickMenuEntry, pressCommand } from './harness/context-menu.ts';
import { useMien, waitForFaces, waitUntil } from './harness/index.ts';
import { savedResults, waitForRead } from './harness/viewer.ts';

const mien = await useMien();
const { site, control, context } = mien;
const PHOTO = site.url('/photos/astronaut.png');

afterEach(async () => {
  await Promise.all(viewers().map((page) => page.close()));
});

function viewers(): Page[] {
  return context.pages().filter((page) => page.url().includes('/viewer.html'));
}

async function theViewer(): Promise<Page> {
  const [viewer] = await waitUntil(
    async () => viewers(),
    (pages) => pages.length === 1,
    {
      describe: (pages) => `${pages.length} viewers`,
    },
  );
  if (viewer === undefined) throw new Error('There is no viewer.');
  await viewer.locator('main').waitFor();
  return viewer;
}

describe('the viewer opens', () => {
  it('from the popup', async () => {
    const page = await mien.open('<p>Nothing here</p>');
    const popup = await context.newPage();
    await popup.goto(
      `chrome-extension://${mien.browser.extensionId}/popup.html?tab=${await control.tabOf(page)}`,
    );
    await popup.getByRole('button', { name: 'Open the viewer' }).click();
    await (await theViewer()).getByText('Drop pictures').waitFor();
    await popup.close();
  });

  it('at the shortcut, which the manifest suggests', async () => {
    const commands = await control.page.evaluate(() => chrome.commands.getAll());
    expect(commands.find(({ name }) => name === 'open-viewer')?.shortcut).toMatch(/Shift\+M|⇧M/);
    await pressCommand(mien, 'open-viewer');
    await (await theViewer()).getByText('Drop pictures').waitFor();
  });

  it('from the context menu of an image, with that image, once', async () => {
    const page = await mien.open(`<img src="${PHOTO}" width="300">`);
    await waitForFaces(page, 1);
    await clickMenuEntry(mien, page, 'open-image-in-viewer', PHOTO);
    const viewer = await theViewer();
    await waitForRead(viewer, 1);
    const [image] = (await savedResults(viewer)).images;
    expect(image).toMatchObject({ page: page.url(), image: PHOTO, width: 512, height: 512 });
    expect(image?.faces).toHaveLength(1);
    const kept = () => control.page.evaluate(async () => Object.keys(await chrome.storage.session.get()));
    await waitUntil(kept, ({ length }) => length === 0);
    await viewer.reload();
    await viewer.getByText('The picture of the page is no longer there.').waitFor();
  });

  it('with a picture whose bytes are in its address', async () => {
    const page = await mien.open('<p>Nothing here</p>');
    const data = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = new OffscreenCanvas(256, 256);
      canvas.getContext('2d')?.drawImage(image, 0, 0, 256, 256);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      const reader = new FileReader();
      reader.readAsDataURL(blob);
      await new Promise((resolve) => {
        reader.onload = resolve;
      });
      return String(reader.result);
    }, PHOTO);
    await clickMenuEntry(mien, page, 'open-image-in-viewer', data);
    const viewer = await theViewer();
    await waitForRead(viewer, 1);
    const [image] = (await savedResults(viewer)).images;
    expect(image?.image).toHaveLength(100);
    expect(image?.faces).toHaveLength(1);
  });

  it('from a page that asks for one face, with the look inside', async () => {
    const page = await mien.open(`<img src="${PHOTO}" width="300">`);
    await waitForFaces(page, 1);
    await control.page.evaluate(async (url) => {
      const data = {
        source: { kind: 'address', url, credentials: 'include' },
        name: url,
        face: { x: 0.43, y: 0.25 },
      };
      await chrome.runtime.sendMessage({ id: 1, type: 'openViewer', data, timestamp: Date.now() });
    }, PHOTO);
    const viewer = await theViewer();
    await viewer.getByRole('dialog', { name: 'A look inside the network' }).waitFor();
    await viewer.getByText('Face 1: Happy').first().waitFor();
  });
});
