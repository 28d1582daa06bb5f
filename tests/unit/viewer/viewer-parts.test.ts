import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rate } from '../../../src/viewer/camera/rate.ts';
import { readFilm } from '../../../src/viewer/camera/read-film.ts';
import { Collection } from '../../../src/viewer/collection.ts';
import { gatherChosen, givenAddress, MOST_FILES } from '../../../src/viewer/gather-files.ts';
import { resultsOf } from '../../../src/viewer/results-of.ts';
import { ROW_HEIGHT, rowAfterKey, rowWindow } from '../../../src/viewer/row-window.ts';
import { listRows } from '../../../src/viewer/rows.ts';
import { tally } from '../../../src/viewer/tally.ts';
import { face } from '../page/support/fakes.ts';

const reading = (...faces: ReturnType<typeof face>[]) => ({
  width: 10,
  height: 10,
  faces,
  models: { detector: 'd', classifier: 'c' },
  backend: 'wasm' as const,
  timings: { detect: 1, align: 1, classify: 1 },
});

/** Three pictures: two faces, one face, and one that failed. */
function collection(): Collection {
  const pictures = new Collection();
  const given = ['a', 'b', 'c'].map((name) => ({
    name,
    origin: { kind: 'blob', blob: new Blob() } as const,
    page: '',
  }));
  const [a, b, c] = pictures.add(given).map(({ id }) => id);
  const read = (...faces: ReturnType<typeof face>[]) =>
    ({ kind: 'read', reading: reading(...faces), readAt: 1 }) as const;
  pictures.change(a ?? 0, { state: read(face('happiness', 0.7), face('fear', 0.9)) });
  pictures.change(b ?? 0, { state: read(face('happiness', 0.8)) });
  pictures.change(c ?? 0, { state: { kind: 'failed', reason: 'No.' } });
  return pictures;
}

describe('the rows of the list', () => {
  const keys = (wish: Parameters<typeof listRows>[1]) =>
    listRows(collection().pictures, wish).map(({ picture, face }) => `${picture.name}${face ?? ''}`);

  it('are the pictures or the faces, in the order of giving', () => {
    expect(keys({ shown: 'pictures', order: 'given' })).toEqual(['a', 'b', 'c']);
    expect(keys({ shown: 'faces', order: 'given' })).toEqual(['a0', 'a1', 'b0']);
  });

  it('are sorted by confidence, what has no face last either way', () => {
    expect(keys({ shown: 'faces', order: 'surest' })).toEqual(['a1', 'b0', 'a0']);
    expect(keys({ shown: 'faces', order: 'leastSure' })).toEqual(['a0', 'b0', 'a1']);
    expect(keys({ shown: 'pictures', order: 'surest' })).toEqual(['a', 'b', 'c']);
    expect(keys({ shown: 'pictures', order: 'leastSure' })).toEqual(['b', 'a', 'c']);
  });

  it('are filtered by expression, and then sorted by the faces that show it', () => {
    expect(keys({ shown: 'faces', order: 'given', expression: 'happiness' })).toEqual(['a0', 'b0']);
    expect(keys({ shown: 'pictures', order: 'surest', expression: 'happiness' })).toEqual(['b', 'a']);
    expect(keys({ shown: 'pictures', order: 'given', expression: 'anger' })).toEqual([]);
  });
});

describe('the window of drawn rows', () => {
  it('holds every row that is in sight, and never many more', () => {
    const count = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 0, max: 2000 }),
        (rows, top, height) => {
          const { start, end } = rowWindow(top, height, rows);
          const first = Math.min(rows, Math.floor(top / ROW_HEIGHT));
          const last = Math.min(rows, Math.ceil((top + height) / ROW_HEIGHT));
          expect(start).toBeLessThanOrEqual(first);
          expect(end).toBeGreaterThanOrEqual(last);
          expect(end - start).toBeLessThanOrEqual(height / ROW_HEIGHT + 15);
        },
      ),
    );
  });

  it('is moved by the keys of lists, and by no other', () => {
    expect(rowAfterKey('ArrowDown', 3, 10, 640)).toBe(4);
    expect(rowAfterKey('ArrowDown', 9, 10, 640)).toBe(9);
    expect(rowAfterKey('ArrowUp', 0, 10, 640)).toBe(0);
    expect(rowAfterKey('ArrowDown', -1, 10, 640)).toBe(0);
    expect(rowAfterKey('End', 3, 10, 640)).toBe(9);
    expect(rowAfterKey('Home', 3, 10, 640)).toBe(0);
    expect(rowAfterKey('PageDown', 0, 100, 640)).toBe(9);
    expect(rowAfterKey('a', 3, 10, 640)).toBeUndefined();
    expect(rowAfterKey('End', -1, 0, 640)).toBeUndefined();
  });
});

describe('the collection', () => {
  it('counts what was found', () => {
    expect(tally(collection().pictures)).toMatchObject({
      pictures: 3,
      read: 2,
      failed: 1,
      done: 3,
      faces: 3,
    });
    expect(tally(collection().pictures).expressions).toMatchObject({ happiness: 2, fear: 1, anger: 0 });
  });

  it('lets go of the address of a picture that was removed while it was read', () => {
    const pictures = collection();
    const url = URL.createObjectURL(new Blob(['x']));
    pictures.clear();
    pictures.change(1, { thumbnail: url, faceThumbnails: [] });
    expect(pictures.pictures).toEqual([]);
    return expect(fetch(url)).rejects.toThrow();
  });

  it('gives its results with the reasons of what failed', () => {
    expect(resultsOf(collection().pictures)).toMatchObject([
      { image: 'a', width: 10, readAt: 1, models: { classifier: 'c' } },
      { image: 'b' },
      { image: 'c', reason: 'No.', faces: [] },
    ]);
  });
});

describe('what is given', () => {
  const file = (name: string, path = '') =>
    Object.assign(new File([''], name), { webkitRelativePath: path }) as File;

  it('is put in the order of its names, and leaves out what systems put into folders', () => {
    const names = gatherChosen([
      file('10.png', 'a/10.png'),
      file('9.png', 'a/9.png'),
      file('.DS_Store', 'a/.DS_Store'),
      file('Thumbs.db', 'a/Thumbs.db'),
    ]).pictures.map(({ name }) => name);
    expect(names).toEqual(['a/9.png', 'a/10.png']);
  });

  it('keeps a hidden file that was chosen by itself', () => {
    expect(gatherChosen([file('.face.png')]).pictures).toHaveLength(1);
  });

  it('has a bound, and what is beyond it is counted', () => {
    const many = Array.from({ length: MOST_FILES + 2 }, (_, index) => file(`${index}.png`));
    const { pictures, leftOut } = gatherChosen(many);
    expect([pictures.length, leftOut]).toEqual([MOST_FILES, 2]);
  });

  it.each([
    ['https://a.example/b.png', 'https://a.example/b.png'],
    ['a.example/b.png', 'https://a.example/b.png'],
    ['  https://a.example/b.png \n# comment', 'https://a.example/b.png'],
  ])('as the text %j is an address', (text, url) => {
    expect(givenAddress(text).map(({ origin }) => origin)).toMatchObject([{ kind: 'address', url }]);
  });

  it('may hold the bytes itself', () => {
    const dataUrl = 'data:image/png;base64,AAAA';
    expect(givenAddress(dataUrl).map(({ origin }) => origin)).toEqual([{ kind: 'bytes', dataUrl }]);
  });

  it.each(['', '   ', 'two words', 'https://'])('as the text %j is none', (text) => {
    expect(givenAddress(text)).toEqual([]);
  });
});

describe('a film', () => {
  it('is read one frame at a time, until it is ended', async () => {
    const controller = new AbortController();
    let underWay = 0;
    let most = 0;
    const read: number[] = [];
    await readFilm(
      {
        nextFrame: async () => {},
        readFrame: async () => {
          underWay += 1;
          most = Math.max(most, underWay);
          await new Promise((resolve) => setTimeout(resolve));
          underWay -= 1;
          return { ok: true, reading: reading(face()) };
        },
        onFaces: (faces) => {
          read.push(faces.length);
          if (read.length === 5) controller.abort();
        },
        onFailure: () => {},
      },
      controller.signal,
    );
    expect(read).toEqual([1, 1, 1, 1, 1]);
    expect(most).toBe(1);
  });

  it('says why a frame could not be read', async () => {
    const controller = new AbortController();
    const reasons: string[] = [];
    await readFilm(
      {
        nextFrame: async () => {},
        readFrame: async () => ({ ok: false, failure: 'engine', reason: 'Busy.' }),
        onFaces: () => {},
        onFailure: ({ reason }) => {
          reasons.push(reason);
          controller.abort();
        },
      },
      controller.signal,
    );
    expect(reasons).toEqual(['Busy.']);
  });

  it('has a rate, which forgets what is long ago', () => {
    const rate = new Rate();
    expect(rate.perSecond).toBe(0);
    for (const at of [0, 100, 200, 300]) rate.happened(at);
    expect(rate.perSecond).toBeCloseTo(10);
    for (const at of [10_000, 10_500, 11_000]) rate.happened(at);
    expect(rate.perSecond).toBeCloseTo(2);
  });
});
