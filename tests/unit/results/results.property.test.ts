import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/results/csv-text.ts';
import { fileName } from '../../../src/results/file-name.ts';
import type { ImageResult } from '../../../src/results/image-result.ts';
import { CSV_COLUMNS, resultsToCsv } from '../../../src/results/to-csv.ts';
import { resultsToJson } from '../../../src/results/to-json.ts';
import { LAST_MOMENT } from '../../../src/web/last-moment.ts';
import { anyFace } from '../tracking/support/films.ts';

const SIGNS = '=+-@\uff1d\uff0b\uff0d\uff20';
/** Texts as strangers would write them: formulas, behind whatever a spreadsheet may take for the end of a cell. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...SIGNS, ';', ',', '|', '\t', '\r', '\n', '"', "'", ' ', '\ufeff'),
      fc.string(),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** The cells that a spreadsheet makes of a text where this is what separates them, with or without regard for quotes. */
function cellsOf(text: string, separator: string): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => line.split(separator));
}

const anyResult: fc.Arbitrary<ImageResult> = fc.record(
  {
    page: hostileText,
    image: hostileText,
    width: fc.nat(),
    height: fc.nat(),
    faces: fc.array(anyFace, { maxLength: 3 }),
    reason: hostileText,
    models: fc.record({ detector: hostileText, classifier: hostileText }),
    readAt: fc.double({ min: 0, max: LAST_MOMENT, noNaN: true }),
  },
  { requiredKeys: ['page', 'image', 'width', 'height', 'faces'] },
);

describe('CSV', () => {
  it('begins no cell with a formula, whatever separates cells where it is opened', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 4 }), (texts) => {
        const csv = csvText([texts]);
        for (const separator of [';', '\t', '|']) {
          // Where quotes begin a cell, the spreadsheet takes them for its own, and finds the apostrophe behind them.
          const cells = cellsOf(csv, separator).map((cell) => cell.replace(/^"/, ''));
          for (const cell of cells) expect(SIGNS).not.toContain(cell.trimStart()[0] ?? 'nothing');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has as many cells in each row as there are columns', () => {
    const quoted = /"(?:[^"]|"")*"|[^,\r\n]+/g;
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 4 }), (results) => {
        const rows = resultsToCsv(results).replace(quoted, 'x').split('\r\n').slice(0, -1);
        const faces = results.reduce((sum, { faces: { length } }) => sum + Math.max(1, length), 0);
        expect(rows).toHaveLength(1 + faces);
        for (const row of rows) expect(row.split(',')).toHaveLength(CSV_COLUMNS.length);
      }),
    );
  });
});

/** Rows and cells as a reader of RFC 4180 finds them. */
function readCsv(text: string): string[][] {
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('CSV that is read again', () => {
  const value = fc.oneof(hostileText, fc.double({ noNaN: true }), fc.boolean(), fc.constant(undefined));

  it('gives back every number, and every text but for the apostrophes before formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { maxLength: 4 }), (rows) => {
        const read = readCsv(csvText(rows));
        expect(read.map((row) => row.map((cell) => cell.replaceAll("'", '')))).toEqual(
          rows.map((row) => row.map((each) => String(each ?? '').replaceAll("'", ''))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('has in each column what the reading says of its face', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 4 }), (results) => {
        const [names = [], ...rows] = readCsv(resultsToCsv(results));
        expect(names).toEqual(CSV_COLUMNS);
        const of = (column: string) => rows.map((row) => row[names.indexOf(column)]);
        const faces = results.flatMap((result) =>
          (result.faces.length > 0 ? result.faces : [undefined]).map((face) => ({ face, result })),
        );
        expect(of('expression')).toEqual(faces.map(({ face }) => face?.expression ?? ''));
        expect(of('uncertain')).toEqual(faces.map(({ face }) => String(face?.uncertain ?? '')));
        expect(of('read_at').map((text) => Date.parse(text ?? ''))).toEqual(
          faces.map(({ result: { readAt } }) => Math.trunc(readAt ?? Number.NaN)),
        );
        of('score_happiness').forEach((score, at) => {
          expect(Number(score)).toBeCloseTo(faces[at]?.face?.scores.happiness ?? 0, 4);
        });
      }),
    );
  });
});

describe('JSON', () => {
  it('can be read back, and says of every picture what is known', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 4 }), (results) => {
        const { images } = JSON.parse(resultsToJson(results)) as { images: Record<string, unknown>[] };
        expect(
          images.map(({ page, image, width, notReadBecause }) => [page, image, width, notReadBecause]),
        ).toEqual(results.map(({ page, image, width, reason }) => [page, image, width, reason]));
      }),
    );
  });
});

describe('the name of a file', () => {
  const address = fc.oneof(
    hostileText,
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom('con.png', 'LPT1', 'https://x.example/aux.jpg', 'C:\\nul', '..', '.hidden', '\ud83d.png'),
    fc.string({ unit: 'grapheme', minLength: 70, maxLength: 200 }),
  );

  it('is one that every system takes', () => {
    fc.assert(
      fc.property(address, (source) => {
        const name = fileName(source, '.csv');
        const stem = name.slice(0, -4);
        expect(name.endsWith('.csv')).toBe(true);
        expect(stem).not.toMatch(/[\\/:*?"<>|\p{Cc}]|^\.|^\s|\s$|^$/u);
        expect(stem).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        expect([...stem].length).toBeLessThanOrEqual(80);
        expect(name.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
