import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PNG } from 'pngjs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReadOutcome } from '../../src/messaging/protocol.ts';
import type { Reading } from '../../src/vision/types.ts';
import { engineLine } from './harness/ask-engine.ts';
import {
  behindLogin,
  bytes,
  held,
  html,
  knownPhoto,
  login,
  lyingJpeg,
  overlap,
  photo,
  photoBytes,
  redirect,
  status,
  truncated,
  useMien,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;
const engine = engineLine(mien.control.page);
const portrait = photoBytes('astronaut.png');

beforeEach(() => engine.ask('wakeEngine'));

function readingOf(outcome: ReadOutcome) {
  if (!outcome.ok) throw new Error(`No reading: ${outcome.failure}: ${outcome.reason}`);
  return outcome.reading;
}

/** The one face of NASA's portrait, where a person has marked it. */
function expectThePortrait(outcome: ReadOutcome, size = { width: 512, height: 512 }): void {
  const { width, height, faces } = readingOf(outcome);
  expect({ width, height }).toEqual(size);
  expect(faces).toHaveLength(1);
  const [known] = knownPhoto('astronaut.png').faces;
  if (!faces[0] || !known) throw new Error('There is no face.');
  expect(overlap(faces[0].box, known.box)).toBeGreaterThan(0.5);
}

describe('the engine in its offscreen document', () => {
  it('reads the faces of a group photo, and says by what', async () => {
    const reading = readingOf(await engine.read(site.url('/photos/sample1.jpg')));
    expect(reading).toMatchObject({ width: 1920, height: 1280, backend: 'wasm' });
    expect(reading.faces).toHaveLength(knownPhoto('sample1.jpg').faces.length);
    for (const { scores, confidence, expression } of reading.faces) {
      expect(Object.values(scores).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 4);
      expect(scores[expression]).toBe(confidence);
    }
    expect(await engine.ask('engineStatus')).toMatchObject({ state: 'ready', backend: 'wasm' });
  });

  it.each([
    ['cpu', 'sample1.jpg'],
    ['webgl', 'astronaut.png'],
  ] as const)(
    'reads the same faces on %s as on WASM',
    async (backend, name) => {
      const read = async (choice: 'wasm' | typeof backend) => {
        await engine.ask('configureEngine', { backend: choice });
        // Bytes behind the end make another content of the same picture, which is not remembered.
        const fresh = Buffer.concat([photoBytes(name), Buffer.from(`${backend} ${choice}`)]);
        return readingOf(await engine.readBytes(fresh));
      };
      const expected = await read('wasm');
      const found = await read(backend);
      await engine.ask('configureEngine', { backend: 'automatic' });
      expect(found.backend).toBe(backend);
      expect(found.faces.map(({ expression }) => expression)).toEqual(
        expected.faces.map(({ expression }) => expression),
      );
      const scoresOf = ({ faces }: Reading) => faces.flatMap(({ scores }) => Object.values(scores));
      const differences = scoresOf(found).map((score, i) => Math.abs(score - (scoresOf(expected)[i] ?? 0)));
      expect(Math.max(...differences)).toBeLessThan(1e-3);
    },
    150_000,
  );

  it('is made once, however many call for it at once', async () => {
    await mien.control.page.evaluate(() => chrome.offscreen.closeDocument());
    await Promise.all(Array.from({ length: 20 }, () => engine.ask('wakeEngine')));
    const documents = await mien.control.page.evaluate(() =>
      chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT] }),
    );
    expect(documents).toHaveLength(1);
    expectThePortrait(await engine.readBytes(portrait));
  });

  it.each([0, 1, 5, 20])('is waited for when somebody else began to make it %i ms ago', async (head) => {
    const awake = await mien.control.page.evaluate(async (milliseconds) => {
      await chrome.offscreen.closeDocument();
      const making = chrome.offscreen.createDocument({
        url: 'offscreen.html?backend=wasm',
        reasons: [chrome.offscreen.Reason.WORKERS],
        justification: 'A service worker that is gone meanwhile.',
      });
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const answer = await chrome.runtime.sendMessage({ id: 1, type: 'wakeEngine', timestamp: Date.now() });
      await making;
      return answer;
    }, head);
    expect(awake).toEqual({});
    expect(await engine.ask('engineStatus')).toMatchObject({ choice: 'wasm' });
  });

  it('is made anew where a document does not answer', async () => {
    await mien.control.page.evaluate(async () => {
      await chrome.offscreen.closeDocument();
      await chrome.offscreen.createDocument({
        url: 'manifest.json',
        reasons: [chrome.offscreen.Reason.WORKERS],
        justification: 'A document that listens to nobody.',
      });
    });
    await engine.ask('wakeEngine');
    expect(await engine.ask('engineStatus')).toMatchObject({ choice: 'automatic' });
  });

  it('takes another backend in the middle of a reading, and loses nothing', async () => {
    const readings = [1, 2, 3, 4, 5].map((i) => engine.read(site.url(`/photos/sample${i}.jpg`)));
    await engine.ask('configureEngine', { backend: 'wasm' });
    for (const outcome of await Promise.all(readings)) expect(outcome).toMatchObject({ ok: true });
    expect(await engine.ask('engineStatus')).toMatchObject({
      choice: 'wasm',
      attempts: [{ backend: 'wasm', outcome: 'running' }],
    });
    await engine.ask('configureEngine', { backend: 'automatic' });
  });

  it('fetches an address once for two who ask at the same time, and again for who comes later', async () => {
    const gate = held(photo('astronaut.png'));
    site.route('/shared.png', gate.route);
    const both = [engine.read(site.url('/shared.png')), engine.read(site.url('/shared.png'))];
    await waitUntil(
      () => engine.ask('engineAccounts'),
      ({ openRequests }) => openRequests === 2 && site.hits('/shared.png') === 1,
    );
    gate.release();
    for (const outcome of await Promise.all(both)) expectThePortrait(outcome);
    expect(site.hits('/shared.png')).toBe(1);
    expectThePortrait(await engine.read(site.url('/shared.png')));
    expect(site.hits('/shared.png')).toBe(2);
  });

  it('breaks off the loading when the request is cancelled', async () => {
    let isClosed = false;
    site.route('/endless.png', (_request, response) => {
      response.write(portrait.subarray(0, 2000));
      response.once('close', () => {
        isClosed = true;
      });
    });
    const outcome = engine.read(site.url('/endless.png'), { id: 'endless' });
    await waitUntil(
      async () => site.hits('/endless.png'),
      (hits) => hits === 1,
    );
    await engine.call('cancelRead', { id: 'endless' });
    expect(await outcome).toMatchObject({ ok: false, failure: 'cancelled' });
    await waitUntil(async () => isClosed, Boolean);
  });
});

describe('a tab that is closed', () => {
  it('has the loading of its images broken off', async () => {
    let isClosed = false;
    site.route('/left.png', (request, response) => {
      if (request.headers['sec-fetch-dest'] === 'image') return photo('astronaut.png')(request, response);
      response.write(portrait.subarray(0, 2000));
      response.once('close', () => {
        isClosed = true;
      });
    });
    const page = await mien.open('<img src="/left.png" width="400">');
    await waitUntil(
      async () =>
        site.requests.filter(({ path, destination }) => path === '/left.png' && destination === 'empty'),
      ({ length }) => length === 1,
    );
    expect(isClosed).toBe(false);
    await page.close();
    await waitUntil(async () => isClosed, Boolean, { deadline: 10_000 });
  });
});

describe('where images come from', () => {
  it('follows redirects', async () => {
    site.route('/moved.png', redirect(site.url('/photos/astronaut.png', 'localhost')));
    expectThePortrait(await engine.read(site.url('/moved.png')));
  });

  // What a page's own request sent, or did not, is held by `image-rules.test.ts`.
  it('sends the cookies of the browser for what a person asks for', async () => {
    site.route('/login', login('hello'));
    site.route('/private.png', behindLogin(photo('astronaut.png')));
    expect(await engine.read(site.url('/private.png'))).toMatchObject({ ok: false, failure: 'http' });
    await mien.open((request, response) => login('hello')(request, response));
    expectThePortrait(await engine.read(site.url('/private.png')));
  });

  it('remembers no failure', async () => {
    site.route('/flaky.png', status(503));
    expect(await engine.read(site.url('/flaky.png'))).toMatchObject({ failure: 'http' });
    site.route('/flaky.png', photo('astronaut.png'));
    expectThePortrait(await engine.read(site.url('/flaky.png')));
  });
});

/** A PNG header that promises so many pixels, with nothing behind it. */
function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.from(portrait.subarray(0, 33));
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

describe('what is refused, and why', () => {
  it.each([
    ['/404.png', status(404), 'http', 'The image could not be loaded: 404.'],
    ['/head.jpg', truncated('sample1.jpg', 0.0005), 'damaged-image', 'The image is damaged.'],
    ['/page.png', html('no image'), 'not-an-image', 'The file is not an image.'],
    ['/empty.png', bytes('image/png', ''), 'not-an-image', 'The file is not an image.'],
    ['/hollow.png', bytes('image/png', hollowPng(512, 512)), 'damaged-image', 'The image is damaged.'],
    [
      '/bomb.png',
      bytes('image/png', hollowPng(30_000, 30_000)),
      'too-large',
      'The image is too large (30000 x 30000 pixels).',
    ],
    [
      '/dot.png',
      bytes('image/png', PNG.sync.write(new PNG({ width: 1, height: 1 }))),
      'too-small',
      'The image is too small to show a face (1 x 1 pixels).',
    ],
    [
      '/drawing.svg',
      bytes('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
      'not-an-image',
      'Mien cannot read images of this kind (svg).',
    ],
  ] as const)('%s', async (path, route, failure, reason) => {
    site.route(path, route);
    expect(await engine.read(site.url(path))).toEqual({ ok: false, failure, reason });
  });

  it('a server that hangs up', async () => {
    site.route('/gone.png', (request) => void request.socket.destroy());
    expect(await engine.read(site.url('/gone.png'))).toEqual({
      ok: false,
      failure: 'network',
      reason: 'The image could not be loaded: the connection failed.',
    });
  });

  it('an address that is not of the web', async () => {
    await expect(engine.read('file:///etc/passwd')).rejects.toThrow('malformed');
  });
});

const fixture = (name: string) => readFileSync(resolve('tests', 'fixtures', 'formats', name));

/** The portrait as a Windows bitmap of 24 bits, its rows from bottom to top. */
function toBmp(source: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(source);
  const file = Buffer.alloc(54 + width * height * 3);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let i = 0; i < width * height; i++) {
    const row = height - 1 - Math.floor(i / width);
    const to = 54 + (row * width + (i % width)) * 3;
    for (const [place, channel] of [2, 1, 0].entries()) file[to + place] = data[i * 4 + channel] ?? 0;
  }
  return file;
}

/** An icon that holds the portrait in a PNG, as icons of 256 pixels do. */
function toIco(png: Buffer): Buffer {
  const head = Buffer.from([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0]);
  head.writeUInt32LE(png.length, 14);
  return Buffer.concat([head, png]);
}

/** Every second pixel of each row and column. */
function halved(source: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(source);
  const half = new PNG({ width: width / 2, height: height / 2 });
  for (let i = 0; i < half.width * half.height; i++) {
    const from = (Math.floor(i / half.width) * 2 * width + (i % half.width) * 2) * 4;
    data.copy(half.data, i * 4, from, from + 4);
  }
  return PNG.sync.write(half);
}

describe('what is decoded', () => {
  const small = { width: 256, height: 256 };

  it.each([
    ['PNG', portrait, { width: 512, height: 512 }],
    ['JPEG that lies on its side', lyingJpeg(portrait), { width: 512, height: 512 }],
    ['JPEG in CMYK', fixture('astronaut-cmyk.jpg'), small],
    ['WebP', fixture('astronaut.webp'), small],
    ['AVIF', fixture('astronaut.avif'), small],
    ['GIF', fixture('astronaut.gif'), small],
    ['BMP', toBmp(portrait), { width: 512, height: 512 }],
    ['ICO', toIco(halved(portrait)), small],
  ])('%s, whatever its name and type say', async (_format, file, size) => {
    expectThePortrait(await engine.readBytes(file, 'text/plain'), size);
  });

  it('gives the size of the upright picture where it lies on its side', async () => {
    const wide = new PNG({ width: 512, height: 300 });
    PNG.sync.read(portrait).data.copy(wide.data, 0, 0, wide.data.length);
    const { width, height, faces } = readingOf(await engine.readBytes(lyingJpeg(PNG.sync.write(wide))));
    expect({ width, height }).toEqual({ width: 512, height: 300 });
    expect(faces).toHaveLength(1);
  });
});
