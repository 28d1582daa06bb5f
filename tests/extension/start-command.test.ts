import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import type { DescribedImage } from '../../scripts/lib/describe-images.ts';
import { html, knownPhoto, mapRect, overlap, startSite, status } from './harness/index.ts';

const PHOTOS = ['astronaut.png', 'sample6.jpg', 'sample3.jpg'] as const;
const folder = mkdtempSync(join(tmpdir(), 'mien-test-'));
const site = await startSite({
  // The uppermost image is added last: images are told from the top, in whatever order they came.
  '/': html(`
    <img src="/photos/sample6.jpg" width="600" style="display: block; margin-bottom: 1500px">
    <img src="/photos/sample3.jpg" loading="lazy" width="600">
    <script>
      addEventListener('load', () => {
        const image = new Image();
        image.src = '/photos/astronaut.png';
        document.body.prepend(image);
      });
    </script>`),
  '/broken': status(500),
  '/unread': html(`
    <img src="/none.jpg" width="200" height="200">
    <img src="/photos/astronaut.png" width="20" height="20">
    <img src="/photos/sample3.jpg" style="display: none">`),
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs what `npm start` runs. */
function start(...args: string[]): Promise<Run> {
  const { promise, resolve } = Promise.withResolvers<Run>();
  execFile(process.execPath, ['scripts/run.mjs', 'start', ...args], (error, stdout, stderr) => {
    resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
  });
  return promise;
}

describe('npm start without a window', () => {
  it('scrolls through the page, and writes what it read as lines, as JSON and as a picture', async () => {
    const json = join(folder, 'page.json');
    const screenshot = join(folder, 'page.png');
    const address = site.url('/');
    const run = await start(address, '--backend', 'wasm', '--json', json, '--screenshot', screenshot);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/astronaut\.png: 1 face: happiness \d+ %/);
    expect(run.stdout).toMatch(/^Backend: WASM$/m);

    const images: DescribedImage[] = JSON.parse(readFileSync(json, 'utf8'));
    expect(images.map(({ src }) => src)).toEqual(PHOTOS.map((name) => site.url(`/photos/${name}`)));
    expect(images[0]).toMatchObject({ width: 512, height: 512 });
    expect(images[0]).not.toHaveProperty('reason');
    for (const [index, name] of PHOTOS.entries()) {
      const faces = images[index]?.faces ?? [];
      const known = knownPhoto(name);
      const whole = { x: 0, y: 0, width: 1, height: 1 };
      expect(faces).toHaveLength(known.faces.length);
      for (const { box } of known.faces) {
        const expected = mapRect(box, whole, { ...whole, width: known.width, height: known.height });
        expect(Math.max(...faces.map((face) => overlap(face.box, expected)))).toBeGreaterThanOrEqual(0.5);
      }
      for (const { scores } of faces) {
        expect(Object.values(scores).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 3);
      }
    }
    const picture = PNG.sync.read(readFileSync(screenshot));
    expect(picture.height).toBeGreaterThan(2000);
  });

  it('says of each image that it did not read why not', async () => {
    const json = join(folder, 'unread.json');
    const run = await start(site.url('/unread'), '--json', json, '--screenshot', join(folder, 'unread.jpg'));
    expect(run.code, run.stderr).toBe(0);
    const images: DescribedImage[] = JSON.parse(readFileSync(json, 'utf8'));
    const tooSmall = 'The image is shown too small to hold a readable face.';
    expect(images).toMatchObject([
      {
        src: site.url('/none.jpg'),
        width: 0,
        height: 0,
        reason: 'The page has not loaded this image.',
        faces: [],
      },
      { src: site.url('/photos/astronaut.png'), reason: tooSmall, faces: [] },
      { src: site.url('/photos/sample3.jpg'), reason: tooSmall, faces: [] },
    ]);
  });

  it('fails before it reads where it could not write', async () => {
    const json = join(folder, 'none', 'page.json');
    const run = await start(site.url('/'), '--json', json);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^\S+page\.json cannot be written: there is no folder /);
    expect(run.stdout).toBe('');
  });

  it('fails with a sentence where the page cannot be opened', async () => {
    const run = await start(site.url('/broken'), '--screenshot', join(folder, 'none.png'));
    expect(run.code).toBe(1);
    expect(run.stderr.trim().split('\n').at(-1)).toBe(
      `${site.url('/broken')} could not be opened: it answered 500.`,
    );
  });

  it('fails with a sentence where the options make no sense', async () => {
    const run = await start('--backend', 'cuda');
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^There is no backend "cuda"/);
  });
});
