import { expect, it } from 'vitest';
import { PHOTO_NAMES, useMien, waitForKnownFaces } from './harness/index.ts';

const mien = await useMien();

it.each(PHOTO_NAMES)(
  'finds every face of %s, and names the expressions that are plain to see',
  async (photo) => {
    const page = await mien.open(`<img src="/photos/${photo}" width="1100">`);
    const matches = await waitForKnownFaces(page, [{ photo, at: page.locator('img') }]);
    const plain = matches.filter(({ known }) => known.expression !== undefined);
    expect(plain.map(({ drawn }) => drawn?.expression)).toEqual(plain.map(({ known }) => known.expression));
  },
);

it('says of each face what it shows, how surely, and in words', async () => {
  const page = await mien.open('<img src="/photos/astronaut.png">');
  const [match] = await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
  const face = match?.drawn;
  expect(face?.confidence).toBeGreaterThan(0.5);
  expect(face?.confidence).toBeLessThanOrEqual(1);
  expect(face?.data.uncertain).toBe('false');
  // As the network gives it more than 99.5 %, this is also the case in which Mien must not say that it is certain.
  expect(face?.text).toContain(`${Math.min(99, Math.round((face?.confidence ?? 0) * 100))}%`);
  expect(face?.text).toContain('Happy');
});

it('reads several photos of one page', async () => {
  const page = await mien.open(
    '<img id="a" src="/photos/astronaut.png" width="400"><img id="b" src="/photos/sample6.jpg" width="500">',
  );
  await waitForKnownFaces(page, [
    { photo: 'astronaut.png', at: page.locator('#a') },
    { photo: 'sample6.jpg', at: page.locator('#b') },
  ]);
});
