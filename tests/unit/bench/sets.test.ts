import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../bench/evaluate/judge.ts';
import type { FaceReader } from '../../../bench/evaluate/readers.ts';
import { FOLDERS, folderSamples } from '../../../bench/evaluate/sets.ts';
import { startBackend } from '../../../bench/lib/node-backend.ts';

let folder: string;

beforeAll(async () => {
  await startBackend('cpu');
  folder = mkdtempSync(join(tmpdir(), 'mien-faces-'));
  const put = (path: string, bytes: Uint8Array | string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const picture = sharp({ create: { width: 30, height: 20, channels: 3, background: '#a08070' } });
  put('HAPPY/colour.jpg', await picture.clone().jpeg().toBuffer());
  put('HAPPY/deeper/gray no extension', await picture.clone().grayscale().png().toBuffer());
  put('HAPPY/.DS_Store', 'x');
  put('HAPPY/labels.csv', 'x');
  put('3_fearful/16 bit, ünï.png', await picture.clone().toColourspace('rgb16').png().toBuffer());
  put('3_fearful/broken.jpg', (await picture.clone().jpeg().toBuffer()).subarray(0, 200));
  put('3_fearful/empty.png', '');
  mkdirSync(join(folder, 'disgust'));
  put('notes/a.jpg', 'x');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder of pictures sorted by label', () => {
  it('gives every file that may be a picture, however deep, and says which folders it left out', async () => {
    const { samples, meanings, leftOut } = await folderSamples(folder);
    expect(samples.map(({ name }) => name.slice(folder.length + 1)).sort()).toEqual([
      '3_fearful/16 bit, ünï.png',
      '3_fearful/broken.jpg',
      '3_fearful/empty.png',
      'HAPPY/colour.jpg',
      'HAPPY/deeper/gray no extension',
    ]);
    expect([...meanings.keys()].sort()).toEqual(['3_fearful', 'HAPPY', 'disgust']);
    expect(leftOut).toEqual(['notes']);
  });

  it('is judged but for what cannot be read, which is named', async () => {
    const sizes: number[][] = [];
    const happy: FaceReader = {
      model: 'always happy',
      preparation: 'none',
      read: async ({ pixels }) => {
        sizes.push(pixels.shape);
        return { scores: { happiness: 0.9, fear: 0.1 } };
      },
    };
    const report = await judge(happy, (await folderSamples(folder)).samples);
    expect(report.images).toBe(5);
    expect(report.unreadable.map(({ name }) => name.slice(folder.length + 1)).sort()).toEqual([
      '3_fearful/broken.jpg',
      '3_fearful/empty.png',
    ]);
    expect(sizes).toEqual([
      [20, 30, 3],
      [20, 30, 3],
      [20, 30, 3],
    ]);
    expect(report.figures[FOLDERS]).toMatchObject({ faces: 3, recall: { happiness: 1, fear: 0 } });
  });

  it('is refused with what it holds where no folder names an expression', async () => {
    await expect(folderSamples(join(folder, 'HAPPY'))).rejects.toThrow('It holds: deeper');
    await expect(folderSamples(join(folder, 'gone'))).rejects.toThrow('cannot be read');
  });
});
