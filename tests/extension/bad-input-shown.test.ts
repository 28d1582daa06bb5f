import type { Page } from 'playwright';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FEW, makeSmallCorpus } from '../corpus/corpus.ts';
import type { CorpusImage } from '../corpus/corpus-image.ts';
import { flatPng } from '../corpus/png.ts';
import { hostileSvgs } from '../corpus/svg.ts';
import { engineLine } from './harness/ask-engine.ts';
import { bytes, photoBytes, useMien, waitUntil } from './harness/index.ts';
import { chooseFiles, listedRows, openViewer, savedResults, waitForRead } from './harness/viewer.ts';

const mien = await useMien();
const { site, control } = mien;
const engine = engineLine(control.page);

/** A drawing that fetches asks for something below this. */
const BEACON = '/beacon/';
const beacons = () => site.requests.filter(({ path }) => path.startsWith(BEACON));

let some: CorpusImage[];
const opened: Page[] = [];

beforeAll(async () => {
  const corpus = await makeSmallCorpus(FEW);
  // Some of each class that fits a message, and the best known bomb of all.
  some = corpus.filter(
    ({ name, bytes: { length } }, i) => i % 9 === 0 && length < 300_000 && !name.includes('SVG'),
  );
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.close()));
});

describe('a page full of broken pictures', () => {
  it('has its sound one read, and each of the others told of', async () => {
    const drawings = hostileSvgs(site.url(BEACON)).filter(([name]) => !/nested|million/.test(name));
    const shown = [
      ...some,
      ...drawings.map(([name, text]) => ({ name, bytes: Buffer.from(text), type: 'image/svg+xml' })),
    ];
    shown.forEach(({ type, bytes: content }, i) => {
      site.route(`/broken/${i}`, bytes(type, content));
    });
    const images = shown.map((_, i) => `<img src="/broken/${i}" width="64" height="64">`).join('');
    const page = await mien.open(`<img src="/photos/astronaut.png" width="300">${images}`);
    const [state] = await waitUntil(
      () => control.statesOf(page, { images: true }),
      ([frame]) => frame !== undefined && frame.counts.read > 0 && frame.counts.waiting === 0,
      { deadline: 60_000 },
    );
    const portrait = state?.images?.find(({ src }) => src.endsWith('astronaut.png'));
    expect(portrait?.faces).toHaveLength(1);
    for (const { status, reason } of state?.images ?? [])
      if (status === 'failed') expect(reason).toMatch(/^[A-Z].{10,150}\.?$/);
    expect(await page.evaluate(() => document.images.length)).toBe(shown.length + 1);
    expect(beacons()).toEqual([]);
  });
});

describe('a folder full of broken pictures', () => {
  const file = (name: string, type: string, buffer: Buffer) => ({ name, mimeType: type, buffer });

  it('has each of its files read in the viewer, or told of', async () => {
    const viewer = await openViewer(mien);
    opened.push(viewer);
    const portrait = file('zz portrait.png', 'image/png', photoBytes('astronaut.png'));
    const files = some.map(({ type, bytes: content }, i) => file(`${i}.bin`, type, content));
    await chooseFiles(viewer, [...files, portrait]);
    await waitForRead(viewer, files.length + 1);
    for (const { state, note, name } of await listedRows(viewer)) {
      expect(['read', 'failed'], name).toContain(state);
      expect(note, name).toMatch(/.{5,}/);
    }
    const { images } = await savedResults(viewer);
    expect(images).toHaveLength(files.length + 1);
    for (const { notReadBecause } of images)
      if (notReadBecause !== undefined) expect(notReadBecause).toMatch(/^[A-Z].{10,150}\.$/);
    expect(images.at(-1)?.faces).toHaveLength(1);
  }, 120_000);

  it('of drawings runs nothing, fetches nothing and keeps nobody busy', async () => {
    const viewer = await openViewer(mien);
    opened.push(viewer);
    const drawings = hostileSvgs(site.url(BEACON));
    const files = [
      ...drawings.map(([name, text]) => file(`${name}.svg`, 'image/svg+xml', Buffer.from(text))),
      file('a bomb.png', 'image/png', flatPng(30_000, 30_000)),
    ];
    const start = performance.now();
    await chooseFiles(viewer, files);
    await waitForRead(viewer, files.length);
    expect(performance.now() - start).toBeLessThan(40_000);
    const rows = new Map((await listedRows(viewer)).map(({ name, state, note }) => [name, { state, note }]));
    const told = (name: string) => rows.get(name)?.note ?? '';
    expect(told('an SVG with nested uses.svg')).toMatch(/^The drawing is too intricate/);
    expect(told('an SVG with nested entities.svg')).toMatch(/^The drawing is too intricate/);
    expect(told('an SVG of a million pixels across.svg')).toMatch(/^The picture is too large/);
    expect(told('a bomb.png')).toMatch(/^The image is too large \(30000 x 30000 pixels\)/);
    expect(rows.get('an SVG with a script.svg')?.state).toBe('read');
    expect(beacons()).toEqual([]);
    // The engine's document lives on the same thread as the viewer, and serves all tabs.
    const outcome = await engine.readBytes(
      Buffer.concat([photoBytes('astronaut.png'), Buffer.from('still')]),
    );
    expect(outcome.ok && outcome.reading.faces).toHaveLength(1);
  }, 120_000);
});
