import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { intersectionOverUnion } from '../../src/vision/geometry.ts';
import { engineLine } from './harness/ask-engine.ts';
import { bytes, knownPhoto, photoBytes, photoPath, status, useMien, waitUntil } from './harness/index.ts';
import {
  accessibilityFaults,
  chooseFiles,
  dropFiles,
  listedRows,
  openViewer,
  savedResults,
  waitForRead,
} from './harness/viewer.ts';

const mien = await useMien();
const { site, control } = mien;
const ASTRONAUT = photoPath('astronaut.png');
const FORMATS = resolve('tests', 'fixtures', 'formats');
const ROW_HAPPY = /^😊Happy 99%/;

let folder: string;
let viewer: Page;
const opened: Page[] = [];

/** A viewer that is closed after the test. */
async function open(): Promise<Page> {
  viewer = await openViewer(mien);
  opened.push(viewer);
  return viewer;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mien-pictures-'));
  const inner = join(folder, 'album', 'inner');
  await mkdir(inner, { recursive: true });
  await writeFile(join(folder, 'album', 'b.png'), photoBytes('astronaut.png'));
  await writeFile(join(folder, 'album', '.hidden'), 'nobody means this');
  await writeFile(join(inner, 'a.webp'), await sharp(ASTRONAUT).resize(256).webp().toBuffer());
  await writeFile(join(folder, 'cut-off.png'), photoBytes('astronaut.png').subarray(0, 100_000));
  await writeFile(join(folder, 'notes.txt'), 'no picture at all');
  await writeFile(join(folder, 'phone.heic'), Buffer.from('00000018667479706865696300000000', 'hex'));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.close()));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('pictures that are given', () => {
  it('by the file chooser are read; broken ones are named and cost the others nothing', async () => {
    await open();
    const broken = ['cut-off.png', 'notes.txt', 'phone.heic'].map((name) => join(folder, name));
    const formats = ['astronaut.avif', 'astronaut.gif', 'astronaut-cmyk.jpg'].map((name) =>
      join(FORMATS, name),
    );
    await chooseFiles(viewer, [broken[0] ?? '', ASTRONAUT, ...formats, ...broken.slice(1)]);
    await waitForRead(viewer, 7);
    const rows = await listedRows(viewer);
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ['astronaut-cmyk.jpg', 'read'],
      ['astronaut.avif', 'read'],
      ['astronaut.gif', 'read'],
      ['astronaut.png', 'read'],
      ['cut-off.png', 'failed'],
      ['notes.txt', 'failed'],
      ['phone.heic', 'failed'],
    ]);
    for (const { note } of rows.slice(0, 4)) expect(note).toMatch(/^😊Happy 9\d%/);
    const reasons = rows.slice(4).map(({ note }) => note);
    expect(reasons[0]).toBe('The image is damaged.');
    expect(reasons[1]).toBe('The file is not a picture.');
    expect(reasons[2]).toMatch(/cannot decode this kind of picture \(hei[cf]\)/);
  });

  it('lie under a box at the face, with its eight scores and the crop that the network saw', async () => {
    await open();
    await chooseFiles(viewer, ASTRONAUT);
    await waitForRead(viewer, 1);
    const [image] = (await savedResults(viewer)).images;
    expect(image).toMatchObject({ image: 'astronaut.png', page: '', width: 512, height: 512 });
    const box = image?.faces[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    const fractions = { x: box.x / 512, y: box.y / 512, width: box.width / 512, height: box.height / 512 };
    const known = knownPhoto('astronaut.png').faces[0]?.box ?? fractions;
    expect(intersectionOverUnion(fractions, known)).toBeGreaterThan(0.5);
    // Where it lies is measured in one moment: what is around it may still be finding its size.
    const drawn = () =>
      viewer.locator('.face-box').evaluate((element) => {
        const box = element.getBoundingClientRect();
        const canvas = document.querySelector('.canvas')?.getBoundingClientRect() ?? new DOMRect();
        return { x: (box.x - canvas.x) / canvas.width, height: box.height / canvas.height };
      });
    await waitUntil(
      drawn,
      ({ x, height }) => Math.abs(x - fractions.x) < 0.005 && Math.abs(height - fractions.height) < 0.005,
    );
    const scores = await waitUntil(
      () =>
        viewer
          .locator('.face-panel .score')
          .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.score))),
      ({ length }) => length === 8,
    );
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
    await viewer.getByRole('img', { name: 'The face as the network saw it' }).waitFor();
  });

  it('as a whole folder are read with those in the folders inside it', async () => {
    await open();
    await viewer.locator('input[data-give="folder"]').setInputFiles(join(folder, 'album'));
    await waitForRead(viewer, 2);
    const { images } = await savedResults(viewer);
    expect(images.map(({ image }) => image)).toEqual(['album/b.png', 'album/inner/a.webp']);
    expect(images.map(({ faces }) => faces.length)).toEqual([1, 1]);
  });

  it('by dropping files and folders are read', async () => {
    await open();
    await dropFiles(viewer, [join(folder, 'album'), join(folder, 'notes.txt')]);
    await waitForRead(viewer, 3);
    const { images } = await savedResults(viewer);
    expect(images.map(({ image, faces }) => [image, faces.length])).toEqual([
      ['album/b.png', 1],
      ['album/inner/a.webp', 1],
      ['notes.txt', 0],
    ]);
  });

  it('by pasting are read', async () => {
    await open();
    await mien.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await viewer.bringToFront();
    await viewer.evaluate(
      async (url) => {
        const png = await (await fetch(url)).blob();
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
      },
      `data:image/png;base64,${photoBytes('astronaut.png').toString('base64')}`,
    );
    await viewer.keyboard.press('ControlOrMeta+V');
    await waitForRead(viewer, 1);
    expect(await listedRows(viewer)).toEqual([
      { name: 'Pasted picture 1', note: expect.stringMatching(ROW_HAPPY), state: 'read' },
    ]);
  });

  it('by their address are fetched as the engine does it', async () => {
    await open();
    site.route('/gone.png', status(404));
    const type = async (address: string) => {
      await viewer.getByRole('textbox', { name: 'Address of a picture' }).fill(address);
      await viewer.keyboard.press('Enter');
    };
    await type('no address');
    await viewer.getByRole('alert').getByText('This is no address.').waitFor();
    await type(site.url('/photos/astronaut.png'));
    await waitForRead(viewer, 1);
    await type(site.url('/gone.png'));
    await waitForRead(viewer, 2);
    await type('file:///etc/hostname');
    await waitForRead(viewer, 3);
    const rows = await listedRows(viewer);
    expect(rows[0]).toMatchObject({ name: 'astronaut.png', state: 'read' });
    expect(rows[1]).toMatchObject({ name: 'gone.png', note: 'The image could not be loaded: 404.' });
    expect(rows[2]?.note).toBe('Mien reads no images from this kind of address.');
    const request = site.requests.find(({ path }) => path === '/photos/astronaut.png');
    expect(request?.referer).toBeUndefined();
    expect(site.hits('/photos/astronaut.png')).toBe(1);
  });

  it('in a form that only the browser can show are read as it shows them', async () => {
    await open();
    const data = photoBytes('astronaut.png').toString('base64');
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><image href="data:image/png;base64,${data}" width="600" height="600"/></svg>`;
    await chooseFiles(viewer, { name: 'drawn.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
    await waitForRead(viewer, 1);
    const [image] = (await savedResults(viewer)).images;
    expect(image).toMatchObject({ width: 600, height: 600 });
    expect(image?.faces.map(({ expression }) => expression)).toEqual(['happiness']);
  });

  it('that are enormous go reduced, and are read as the engine itself reads the whole file', async () => {
    await open();
    // Lossless and large: about ten megabytes, of which the page sends one or two.
    const large = await sharp(ASTRONAUT).resize(1900).png({ compressionLevel: 1 }).toBuffer();
    expect(large.length).toBeGreaterThan(3 * 1024 * 1024);
    await chooseFiles(viewer, { name: 'large.png', mimeType: 'image/png', buffer: large });
    await waitForRead(viewer, 1);
    const [image] = (await savedResults(viewer)).images;
    site.route('/large.png', bytes('image/png', large));
    const direct = await engineLine(control.page).read(site.url('/large.png'));
    if (!direct.ok) throw new Error(direct.reason);
    expect(image).toMatchObject({ width: 1900, height: 1900 });
    const [face] = direct.reading.faces;
    expect(image?.faces[0]?.box.x).toBeCloseTo((face?.box.x ?? 0) * 1900, 0);
    expect(image?.faces[0]?.box.width).toBeCloseTo((face?.box.width ?? 0) * 1900, 0);
    expect(image?.faces[0]?.confidence).toBeCloseTo(face?.confidence ?? 0, 3);
  });
});

describe('many pictures', () => {
  const COUNT = 300;

  it('are read with a bar of progress, few rows drawn, and every address let go of at the end', async () => {
    await open();
    await viewer.evaluate(() => {
      const urls = new Set<string>();
      const { createObjectURL, revokeObjectURL } = URL;
      URL.createObjectURL = (blob: Blob) => {
        const url = createObjectURL.call(URL, blob);
        urls.add(url);
        return url;
      };
      URL.revokeObjectURL = (url: string) => {
        urls.delete(url);
        revokeObjectURL.call(URL, url);
      };
      Object.assign(window, { openUrls: urls });
    });
    const openUrls = () =>
      viewer.evaluate(() => (window as unknown as { openUrls: Set<string> }).openUrls.size);
    const small = await sharp(ASTRONAUT).extract({ left: 130, top: 20, width: 200, height: 200 }).toBuffer();
    const files = await Promise.all(
      Array.from({ length: COUNT }, async (_, index) => {
        const buffer = await sharp(small)
          .modulate({ brightness: 0.8 + index / 1000 })
          .jpeg()
          .toBuffer();
        return { name: `${index}.jpg`, mimeType: 'image/jpeg', buffer };
      }),
    );
    await chooseFiles(viewer, files);
    const bar = viewer.getByRole('progressbar', { name: 'Reading' });
    await bar.waitFor();
    await waitUntil(
      () => bar.getAttribute('max'),
      (max) => max === String(COUNT),
    );
    await waitUntil(
      async () => Number((await viewer.title()).split('/')[0]),
      (done) => done > 5,
      { deadline: 60_000 },
    );
    expect(await viewer.locator('.row').count()).toBeLessThan(40);
    await viewer.getByRole('button', { name: 'Stop' }).click();
    await waitForRead(viewer, COUNT);
    await viewer.getByRole('listbox').focus();
    await viewer.keyboard.press('End');
    const last = viewer.locator('.row[aria-selected="true"]');
    await last.getByText('299.jpg').waitFor();
    expect(await last.getAttribute('aria-posinset')).toBe(String(COUNT));
    await viewer.getByText('You stopped before it was read.').first().waitFor();
    await viewer.getByRole('button', { name: 'Read it again' }).click();
    await viewer.locator('.face-box').waitFor();
    await viewer.getByRole('button', { name: 'Clear all' }).click();
    await viewer.getByText('Drop pictures').waitFor();
    await waitUntil(openUrls, (count) => count === 0);
  }, 180_000);
});

describe('the list', () => {
  it('is filtered by expression and sorted by confidence, by keyboard', async () => {
    await open();
    await chooseFiles(viewer, [ASTRONAUT, photoPath('sample1.jpg'), photoPath('sample2.jpg')]);
    await waitForRead(viewer, 3);
    await viewer.getByRole('radio', { name: /^Pictures/ }).focus();
    await viewer.keyboard.press('ArrowRight');
    const names = async () => (await listedRows(viewer)).map(({ name }) => name);
    const faces = await waitUntil(names, (rows) => rows.length === 7);
    await viewer.getByRole('combobox', { name: 'Order' }).selectOption('Least certain first');
    const confidences = async () =>
      (await names()).map((name) => Number(/(\d+)\D*$/.exec(name)?.[1] ?? Number.NaN));
    const sorted = await waitUntil(confidences, ([first = 100]) => first < 70);
    expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
    const happy = faces.filter((name) => name.includes('Happy')).length;
    await viewer.getByRole('button', { name: `Happy ${happy}` }).press('Enter');
    await waitUntil(names, (rows) => rows.length === happy && rows.every((name) => name.includes('Happy')));
    await viewer.getByRole('listbox').focus();
    await viewer.keyboard.press('Home');
    await viewer.keyboard.press('ArrowDown');
    const chosen = viewer.locator('.row[aria-selected="true"]');
    await waitUntil(
      () => chosen.getAttribute('aria-posinset'),
      (place) => place === '2',
    );
    await viewer.locator('.face-box[aria-pressed="true"]').waitFor();
  });
});

describe('the page', () => {
  it('has nothing that axe finds wrong: empty, with results, with failures', async () => {
    await open();
    expect(await accessibilityFaults(viewer)).toEqual([]);
    await chooseFiles(viewer, [ASTRONAUT, photoPath('sample1.jpg'), join(folder, 'notes.txt')]);
    await waitForRead(viewer, 3);
    await viewer.locator('.top-bar summary').click();
    expect(await accessibilityFaults(viewer)).toEqual([]);
    await viewer.locator('.row', { hasText: 'notes.txt' }).click();
    await viewer.getByText('It could not be read').waitFor();
    expect(await accessibilityFaults(viewer)).toEqual([]);
  });

  it('keeps nothing beyond its window', async () => {
    await open();
    for (const width of [360, 700, 1280]) {
      await viewer.setViewportSize({ width, height: 800 });
      if (width === 360) await chooseFiles(viewer, [ASTRONAUT, photoPath('sample1.jpg')]);
      await waitForRead(viewer, 2);
      await waitUntil(
        () => viewer.evaluate(() => [innerWidth, document.documentElement.scrollWidth] as const),
        ([inner, needed]) => inner === width && needed <= inner,
      );
    }
  });
});
