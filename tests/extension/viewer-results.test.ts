import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { CSV_COLUMNS } from '../../src/results/to-csv.ts';
import { photoBytes, photoPath, useMien, waitForFaces } from './harness/index.ts';
import {
  chooseFiles,
  openViewer,
  readDownload,
  save,
  savedResults,
  savedText,
  waitForRead,
} from './harness/viewer.ts';

const mien = await useMien();
const { site, control } = mien;

/** CSV of RFC 4180, as another program would read it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  rows.pop();
  return rows;
}

describe('results', () => {
  it('as a table and as data say the same, a row for each face, formulas made harmless', async () => {
    const viewer = await openViewer(mien);
    const name = '=HYPERLINK("http:,x")';
    await chooseFiles(viewer, [
      { name: `${name}.png`, mimeType: 'image/png', buffer: photoBytes('astronaut.png') },
      { name: 'two.jpg', mimeType: 'image/jpeg', buffer: photoBytes('sample1.jpg') },
      { name: 'none.txt', mimeType: 'text/plain', buffer: Buffer.from('nothing') },
    ]);
    await waitForRead(viewer, 3);
    const { images, format } = await savedResults(viewer);
    expect(format).toBe('mien-results');
    const [header, ...rows] = parseCsv(await savedText(viewer, 'Table (CSV)'));
    expect(header).toEqual(CSV_COLUMNS);
    const table = rows.map((row) =>
      Object.fromEntries(CSV_COLUMNS.map((column, i) => [column, row[i] ?? ''])),
    );
    const expected = images.flatMap((image) =>
      (image.faces.length > 0 ? image.faces : [undefined]).map((face) => ({ image, face })),
    );
    expect(table).toHaveLength(expected.length);
    for (const [index, { image, face }] of expected.entries()) {
      const row = table[index] ?? {};
      expect(row.image?.replace(/^'/, '')).toBe(image.image);
      expect(row.expression).toBe(face?.expression ?? '');
      if (face === undefined) continue;
      expect(Number(row.box_x)).toBe(face.box.x);
      expect(Number(row.score_happiness)).toBe(face.scores.happiness);
      expect(Date.parse(row.read_at ?? '')).toBeGreaterThan(Date.now() - 300_000);
      expect(row.classifier).toMatch(/^mien-expression/);
    }
    const formula = table.find(({ image }) => image?.includes('HYPERLINK'));
    expect(formula?.image?.startsWith("'=")).toBe(true);
    expect(table.find(({ image }) => image === 'none.txt')?.not_read_because).toBe(
      'The file is not a picture.',
    );
    await viewer.close();
  });

  it('as a picture have the frame of each face on it, in the size of the file', async () => {
    const viewer = await openViewer(mien);
    await chooseFiles(viewer, photoPath('astronaut.png'));
    await waitForRead(viewer, 1);
    const [image] = (await savedResults(viewer)).images;
    const download = await save(viewer, '.stage', 'Picture with labels (PNG)');
    expect(download.suggestedFilename()).toBe('astronaut-mien.png');
    const drawn = PNG.sync.read(await readDownload(download));
    const plain = PNG.sync.read(photoBytes('astronaut.png'));
    expect([drawn.width, drawn.height]).toEqual([512, 512]);
    const box = image?.faces[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    const pixel = (png: PNG, x: number, y: number) => [
      ...png.data.subarray((Math.round(y) * 512 + Math.round(x)) * 4).subarray(0, 3),
    ];
    // The yellow of a happy expression, half-way down the left side of the frame.
    const [red = 0, green = 0, blue = 0] = pixel(drawn, box.x, box.y + box.height / 2);
    expect(red).toBeGreaterThan(200);
    expect(green).toBeGreaterThan(140);
    expect(blue).toBeLessThan(80);
    const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
    expect(pixel(drawn, ...middle)).toEqual(pixel(plain, ...middle));
    await viewer.close();
  });

  it('are copied to the clipboard', async () => {
    await mien.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const viewer = await openViewer(mien);
    await viewer.bringToFront();
    await chooseFiles(viewer, photoPath('astronaut.png'));
    await waitForRead(viewer, 1);
    await viewer.locator('.top-bar summary').click();
    await viewer.getByRole('button', { name: 'Copy: Data (JSON)' }).click();
    await viewer.getByText('Copied.').waitFor();
    const text = await viewer.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(text).images[0].image).toBe('astronaut.png');
    await viewer.locator('.top-bar summary').click();
    await viewer.locator('.stage summary').click();
    await viewer.getByRole('button', { name: 'Copy: Picture with labels (PNG)' }).click();
    await viewer.locator('.stage').getByText('Copied.').waitFor();
    const types = await viewer.evaluate(async () => (await navigator.clipboard.read())[0]?.types);
    expect(types).toContain('image/png');
    await viewer.close();
  });

  it('of a page are saved from the popup: what was read, and what is in view', async () => {
    const shown = `<img src="/photos/astronaut.png" width="400"><p>Text</p>`;
    const page = await mien.open(shown);
    await waitForFaces(page, 1);
    const popup = await mien.context.newPage();
    const tab = await control.tabOf(page);
    await popup.goto(`chrome-extension://${mien.browser.extensionId}/popup.html?tab=${tab}`);
    const [header, row] = parseCsv(
      (await readDownload(await save(popup, '.popup', 'Table (CSV)'))).toString('utf8'),
    );
    const cells = Object.fromEntries((header ?? []).map((column, i) => [column, row?.[i]]));
    expect(cells).toMatchObject({
      page: page.url(),
      image: site.url('/photos/astronaut.png'),
      image_width: '512',
      face: '1',
      expression: 'happiness',
    });
    expect(cells.classifier).toMatch(/^mien-expression/);
    expect(Date.parse(cells.read_at ?? '')).toBeGreaterThan(Date.now() - 300_000);
    const view = await save(popup, '.popup', 'What is in view (PNG)');
    expect(PNG.sync.read(await readDownload(view)).width).toBeGreaterThan(300);
    await popup.close();
  });
});
