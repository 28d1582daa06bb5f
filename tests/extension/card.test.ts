import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Correction } from '../../src/corrections/correction.ts';
import type { ImageSource } from '../../src/messaging/protocol.ts';
import { engineLine } from './harness/ask-engine.ts';
import { drawnButton, pointAtBadge, pressDrawn, untilCardIsWhole } from './harness/card.ts';
import { keptCorrections } from './harness/corrections.ts';
import { readDrawn } from './harness/faces.ts';
import {
  clickReadFaces,
  knownPhoto,
  onlyAsImage,
  photo,
  photoBytes,
  readFaces,
  useMien,
  waitForFaces,
  waitForOverlayText,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { control, site } = mien;
const PHOTO = site.url('/photos/astronaut.png');
const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';
const CARD = 'An expression is not a feeling.';

async function openCard(page: Page): Promise<void> {
  await waitForFaces(page, 1);
  await pressDrawn(page, /^The face shows/);
  await waitForOverlayText(page, CARD);
  await untilCardIsWhole(page);
}

const kept = () => keptCorrections(control);

async function loads(page: Page): Promise<string[]> {
  return page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
}

describe('the card of a badge', () => {
  it('comes at the first badge that is pointed at, and shows the face as the network saw it', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    const before = [await loads(page), site.hits('/photos/astronaut.png')] as const;
    await pointAtBadge(page);
    await waitForOverlayText(page, CARD);
    const text = await waitForOverlayText(page, 'Wrong?');
    for (const word of [
      'Happy',
      'Neutral',
      'Surprised',
      'Sad',
      'Angry',
      'Disgusted',
      'Fearful',
      'Contemptuous',
    ])
      expect(text).toContain(word);
    const [crop] = await waitUntil(
      () => readDrawn(page, 'CANVAS'),
      (canvases) => canvases.length === 1,
    );
    expect(crop?.name).toBe('The face as the network saw it');
    // Neither the page nor its server sees that somebody points at a face.
    expect([await loads(page), site.hits('/photos/astronaut.png')]).toEqual(before);
    await page.mouse.move(2, 2);
    await waitForOverlayText(page, (shown) => !shown.includes(CARD));
  });

  it('opens, is walked through and closes by keyboard alone', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    await page.keyboard.press('Tab');
    await waitForOverlayText(page, CARD);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitForOverlayText(page, 'What does the face show?');
    await page.keyboard.press('Escape');
    await waitForOverlayText(page, (shown) => !shown.includes(CARD));
    await page.keyboard.press('Space');
    await waitForOverlayText(page, CARD);
  });

  it('looks inside the network in the viewer, on this face', async () => {
    const page = await mien.open(ASTRONAUT);
    await openCard(page);
    const [viewer] = await Promise.all([
      mien.context.waitForEvent('page'),
      pressDrawn(page, /^Look inside$/),
    ]);
    await viewer.getByRole('dialog', { name: 'A look inside the network' }).waitFor();
    await viewer.getByText('Face 1: Happy').first().waitFor();
    await viewer.close();
  });

  it('hides the faces of an image, wherever it is shown, until a right-click asks for them', async () => {
    const page = await mien.open(`${ASTRONAUT}<br>${ASTRONAUT}<img src="/photos/sample1.jpg" width="300">`);
    const others = knownPhoto('sample1.jpg').faces.length;
    await waitForFaces(page, others + 2);
    await pressDrawn(page, /^The face shows/);
    await untilCardIsWhole(page);
    await pressDrawn(page, /^Hide on this image$/);
    await waitForFaces(page, others);
    await waitForOverlayText(page, 'Faces are hidden on this image.');
    // As a page does that makes its elements anew.
    await page.evaluate((src) => {
      const image = new Image(420);
      image.src = src;
      document.body.prepend(image);
    }, PHOTO);
    await waitUntil(
      async () => (await control.statesOf(page, { images: false }))[0]?.counts.read,
      (read) => read === 4,
    );
    expect(await readFaces(page)).toHaveLength(others);
    await clickReadFaces(mien, page, PHOTO);
    await waitForFaces(page, others + 1);
  });

  it('hides them on the site, which the panel can undo', async () => {
    const page = await mien.open(ASTRONAUT, 'localhost');
    await openCard(page);
    await pressDrawn(page, /^Hide on this site$/);
    await waitForFaces(page, 0);
    const popup = await mien.context.newPage();
    await popup.goto(
      `chrome-extension://${mien.browser.extensionId}/popup.html?tab=${await control.tabOf(page)}`,
    );
    const onSite = popup.getByRole('switch', { name: 'On this site' });
    expect(await onSite.isChecked()).toBe(false);
    await onSite.click();
    await page.bringToFront();
    await waitForFaces(page, 1);
    await popup.close();
  });

  it('is opened by "Read the faces in the picture here", for all faces of the picture', async () => {
    await control.changeSettings({ mode: 'on-request' });
    const page = await mien.open('<img src="/photos/sample1.jpg" width="600">');
    await clickReadFaces(mien, page, site.url('/photos/sample1.jpg'));
    const faces = await waitForFaces(page, knownPhoto('sample1.jpg').faces.length);
    await waitForOverlayText(page, `Face 1 of ${faces.length}`);
    await pressDrawn(page, /^The next face$/);
    await waitForOverlayText(page, `Face 2 of ${faces.length}`);
    await page.keyboard.press('Escape');
    await waitForOverlayText(page, (shown) => !shown.includes(CARD));
    expect(await readFaces(page)).toHaveLength(faces.length);
  });

  it('gives the page no pixel of what was captured from the screen', async () => {
    site.route('/hidden.png', onlyAsImage(photo('astronaut.png')));
    const page = await mien.open(`<img src="${site.url('/hidden.png', 'localhost')}" width="400">`);
    await page.bringToFront();
    await openCard(page);
    await waitForOverlayText(page, 'Wrong?');
    const [, sight] = await waitUntil(
      async () => [await readDrawn(page, 'CANVAS'), await readDrawn(page, 'DIV')] as const,
      ([, boxes]) => boxes.some(({ name }) => /not in memory/.test(name)),
    );
    expect(sight.length).toBeGreaterThan(0);
    expect(await readDrawn(page, 'CANVAS')).toEqual([]);
  });

  it('has nothing to show of a capture, whatever a page script asks', async () => {
    const dataUrl = `data:image/png;base64,${photoBytes('astronaut.png').toString('base64')}`;
    const own = await control.page.evaluate(async () => {
      const [tab, contexts] = await Promise.all([
        chrome.tabs.getCurrent(),
        chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.TAB] }),
      ]);
      return `${tab?.id} ${contexts.find(({ tabId }) => tabId === tab?.id)?.documentId}`;
    });
    const engine = engineLine(control.page);
    const read = async (source: ImageSource) => {
      const outcome = await engine.call('readImage', {
        id: `asked ${source.kind}`,
        source,
        priority: 'asked',
      });
      if (!outcome.ok) throw new Error(outcome.reason);
      return outcome.reading;
    };
    await engine.ask('wakeEngine');
    const known = await read({ kind: 'bytes', dataUrl });
    expect(await engine.ask('faceCrop', { crops: known.crops ?? '', face: 0 })).toMatchObject({ side: 48 });
    await engine.ask('clearReadings');
    await engine.ask('holdCapture', { name: `${own} a piece`, dataUrl });
    const captured = await read({ kind: 'captured', id: 'a piece' });
    expect(captured.faces).toHaveLength(1);
    expect(captured.crops).toBeUndefined();
  });

  it('is not there for a script of the page', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    // From the first time on it would come at once.
    await pointAtBadge(page);
    await waitForOverlayText(page, CARD);
    await page.mouse.move(2, 2);
    await waitForOverlayText(page, (shown) => !shown.includes(CARD));
    await page.evaluate(() => {
      const host = document.querySelector('mien-overlay');
      for (const type of ['pointerenter', 'mouseover', 'click', 'focus'])
        host?.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
    });
    const focusable = await page.evaluate(() => {
      (document.querySelector('mien-overlay') as HTMLElement).focus();
      return document.activeElement?.nodeName;
    });
    expect(focusable).toBe('BODY');
    expect(await readDrawn(page, 'H2')).toEqual([]);
  });
});

describe('what the person says a face shows', () => {
  it('is kept, listed, exported and deleted, and goes nowhere', async () => {
    const page = await mien.open(ASTRONAUT);
    await openCard(page);
    await drawnButton(page, /^Wrong\?$/);
    await waitUntil(
      () => readDrawn(page, 'CANVAS'),
      (canvases) => canvases.length === 1,
    );
    await pressDrawn(page, /^Wrong\?$/);
    await pressDrawn(page, /Sad$/);
    await waitForOverlayText(page, 'Kept on this device: Sad.');
    await pressDrawn(page, /^Wrong\?$/);
    await pressDrawn(page, /^ ?Keep the small gray picture/);
    await pressDrawn(page, /Fearful$/);
    await waitForOverlayText(page, 'Kept on this device: Fearful.');
    const [first, second] = await waitUntil(kept, (corrections) => corrections.length === 2);
    expect(first).toMatchObject({ label: 'sadness', said: 'happiness', uncertain: false });
    expect(first?.crop).toBeUndefined();
    expect(Object.keys(first?.scores ?? {})).toHaveLength(8);
    expect(JSON.stringify([first, second])).not.toMatch(/127\.0\.0\.1|astronaut/);
    expect(second?.crop).toMatch(/^data:image\/png;base64,/);
    const options = await mien.context.newPage();
    await options.goto(`chrome-extension://${mien.browser.extensionId}/options.html`);
    const list = options.getByRole('list', { name: 'Your corrections' });
    await list.getByRole('listitem').nth(1).waitFor();
    expect(await list.getByRole('listitem').count()).toBe(2);
    await list.getByRole('img', { name: 'The face that was kept with it' }).waitFor();
    const [download] = await Promise.all([
      options.waitForEvent('download'),
      options
        .getByRole('region', { name: 'Your corrections' })
        .getByRole('button', { name: 'Export' })
        .click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const file = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    expect(file).toMatchObject({ format: 'mien-corrections', version: 1 });
    expect(file.corrections.map(({ label }: Correction) => label)).toEqual(['sadness', 'fear']);
    await list.getByRole('button', { name: /^Remove: Happy → Fearful/ }).click();
    await waitUntil(kept, (corrections) => corrections.length === 1);
    await options.getByRole('button', { name: 'Remove all' }).click();
    await waitUntil(kept, (corrections) => corrections.length === 0);
    await options.close();
  });
});
