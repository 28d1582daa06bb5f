import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PALETTE_TINTS } from '../../../src/expressions/palettes.ts';
import { layOutAnnotations } from '../../../src/results/annotation.ts';
import { csvText } from '../../../src/results/csv-text.ts';
import { fileName } from '../../../src/results/file-name.ts';
import type { ImageResult } from '../../../src/results/image-result.ts';
import { CSV_COLUMNS, resultsToCsv } from '../../../src/results/to-csv.ts';
import { resultsToJson } from '../../../src/results/to-json.ts';
import { face } from '../page/support/fakes.ts';

const MODELS = { detector: 'faceboxes-512', classifier: 'mien-expression-0.1.0' };
const READ: ImageResult = {
  page: 'https://news.example/a',
  image: 'https://news.example/a.jpg',
  width: 400,
  height: 200,
  faces: [face('happiness', 0.98765), face('fear', 0.5)],
  models: MODELS,
  readAt: Date.UTC(2026, 10, 22, 12),
};
const FAILED: ImageResult = { page: '', image: 'b.heic', width: 0, height: 0, reason: 'No.', faces: [] };

/** RFC 4180, written without a look at the code under test. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const two = text.slice(i, i + 2);
    if (isQuoted && two === '""') {
      cell += '"';
      i += 1;
    } else if (text[i] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && text[i] === ',') row = [...row, cell, ''].slice(0, -1);
    else if (!isQuoted && two === '\r\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      i += 1;
      continue;
    } else cell += text[i];
    if (!isQuoted && text[i] === ',') cell = '';
  }
  return rows;
}

describe('CSV', () => {
  it('gives back every text that is put in, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 5 })), (rows) => {
        const plain = (table: readonly (readonly string[])[]) =>
          table.map((row) => row.map((cell) => cell.replaceAll("'", '')));
        expect(plain(parse(csvText(rows)))).toEqual(plain(rows));
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\uff1d1', '\n1', '=HYPERLINK("http:,x")'])(
    'makes %j harmless',
    (text) => {
      const [[cell = ''] = []] = parse(csvText([[text, 'x']]));
      expect(cell).toBe(`'${text}`);
    },
  );

  it.each([
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['a;=1', "a;'=1"],
    ['a;b=1', 'a;b=1'],
  ])('makes %j harmless where something else than a comma separates cells', (text, harmless) => {
    const [[cell = ''] = []] = parse(csvText([[text, 'x']]));
    expect(cell).toBe(harmless);
  });

  it('leaves numbers as they are, negative ones too', () => {
    expect(csvText([[-3.5, 0, true, undefined]])).toBe('-3.5,0,true,\r\n');
  });

  it('has a row for each face and one for a picture that could not be read', () => {
    const [header, ...rows] = parse(resultsToCsv([READ, FAILED]));
    expect(header).toEqual(CSV_COLUMNS);
    const table = rows.map((row) => Object.fromEntries(CSV_COLUMNS.map((column, i) => [column, row[i]])));
    expect(table).toHaveLength(3);
    expect(table[0]).toMatchObject({
      page: READ.page,
      image: READ.image,
      face: '1',
      box_x: '100',
      box_y: '50',
      box_width: '200',
      box_height: '100',
      expression: 'happiness',
      confidence: '0.9877',
      uncertain: 'false',
      detector: MODELS.detector,
      classifier: MODELS.classifier,
      read_at: '2026-11-22T12:00:00.000Z',
    });
    expect(table[1]).toMatchObject({ face: '2', expression: 'fear' });
    expect(table[2]).toMatchObject({ image: 'b.heic', not_read_because: 'No.', face: '', expression: '' });
  });
});

describe('JSON', () => {
  it('says what the table says', () => {
    const { format, version, images } = JSON.parse(resultsToJson([READ, FAILED]));
    expect([format, version]).toEqual(['mien-results', 1]);
    expect(images[0]).toMatchObject({ page: READ.page, models: MODELS, readAt: '2026-11-22T12:00:00.000Z' });
    expect(images[0].faces[0]).toMatchObject({
      box: { x: 100, y: 50, width: 200, height: 100 },
      expression: 'happiness',
      confidence: 0.9877,
    });
    expect(images[1]).toEqual({
      page: '',
      image: 'b.heic',
      width: 0,
      height: 0,
      notReadBecause: 'No.',
      faces: [],
    });
  });
});

describe('the name of a file', () => {
  it.each([
    ['album/inner/a b.webp', 'a b.csv'],
    ['https://news.example/pictures/caf%C3%A9.jpg?size=2', 'café.csv'],
    ['https://news.example/', 'news.example.csv'],
    ['news.example', 'news.example.csv'],
    ['data:image/png;base64,AAAA', 'mien.csv'],
    ['a<b>:"c|?*.png', 'a b c.csv'],
    ['../..', 'mien.csv'],
    ['https://news.example/%E0%A4%A', '%E0%A4%A.csv'],
  ])('of %s is %s', (source, name) => {
    expect(fileName(source, '.csv')).toBe(name);
  });
});

describe('annotations', () => {
  const width = (text: string, size: number) => text.length * size * 0.6;
  const LOOK = { tints: PALETTE_TINTS.standard, scale: 1 };

  it('lie within the drawing, whatever the box', () => {
    const number = fc.double({ min: -0.3, max: 1, noNaN: true });
    const size = fc.double({ min: 0.01, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(number, number, size, size, (x, y, w, h) => {
        const box = { x, y, width: w, height: h };
        const { faces } = layOutAnnotations([{ ...face(), box }], 800, 600, LOOK, width);
        const label = faces[0]?.label ?? { x: -1, y: -1, width: 0, height: 0 };
        expect(label.x).toBeGreaterThanOrEqual(0);
        expect(label.y).toBeGreaterThanOrEqual(0);
        expect(label.x + label.width).toBeLessThanOrEqual(800);
        expect(label.y + label.height).toBeLessThanOrEqual(600);
      }),
    );
  });

  it('are dashed and a question where the network is not sure', () => {
    const unsure = { ...face('fear', 0.4), uncertain: true };
    const { faces } = layOutAnnotations([unsure, face()], 800, 600, LOOK, width);
    expect(faces.map(({ isDashed }) => isDashed)).toEqual([true, false]);
    expect(faces[0]?.text).toMatch(/^😨 Fearful\? 40/);
  });

  it('have the colours and the size that the person has chosen', () => {
    const look = { tints: PALETTE_TINTS['colour-safe'], scale: 1.35 };
    const chosen = layOutAnnotations([face()], 1600, 1200, look, width);
    const usual = layOutAnnotations([face()], 1600, 1200, LOOK, width);
    expect(chosen.faces[0]?.tint).toBe(PALETTE_TINTS['colour-safe'][face().expression]);
    expect(usual.faces[0]?.tint).toBe(PALETTE_TINTS.standard[face().expression]);
    expect(chosen.fontSize / usual.fontSize).toBeCloseTo(1.35, 1);
  });
});
