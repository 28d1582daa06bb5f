import axe from 'axe-core';
import type { Download, Page } from 'playwright';
import type { Mien } from './use-mien.ts';
import { waitUntil } from './wait-until.ts';

/** Opens the viewer in a tab of its own. */
export async function openViewer({ context, browser }: Mien, search = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/viewer.html${search}`);
  await page.locator('main').waitFor();
  return page;
}

/** Gives files to the viewer by its file chooser. */
export async function chooseFiles(
  viewer: Page,
  files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
) {
  await viewer.locator('input[data-give="files"]').setInputFiles(files);
}

/** Drops files and folders of this machine onto the page, as the browser does for a hand. */
export async function dropFiles(viewer: Page, paths: readonly string[]): Promise<void> {
  const session = await viewer.context().newCDPSession(viewer);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await session.detach();
}

/** A line of the list, as it reads. */
export interface ListedRow {
  readonly name: string;
  readonly note: string;
  readonly state: string;
}

export async function listedRows(viewer: Page): Promise<ListedRow[]> {
  return await viewer.locator('.row').evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.querySelector('.row-name')?.textContent ?? '',
      note: row.querySelector('.row-note')?.textContent ?? '',
      state: (row as HTMLElement).dataset.state ?? '',
    })),
  );
}

/** Waits until so many pictures have been given and none of them is still being read. */
export async function waitForRead(viewer: Page, pictures: number): Promise<void> {
  const title = () => viewer.title();
  await waitUntil(title, (shown) => shown.startsWith(`${pictures}/${pictures} `), { deadline: 120_000 });
}

/** What the viewer's own JSON says, as a person saves it. */
export async function savedResults(viewer: Page) {
  const text = await savedText(viewer, 'Data (JSON)');
  return JSON.parse(text) as {
    format: string;
    images: {
      page: string;
      image: string;
      width: number;
      height: number;
      notReadBecause?: string;
      faces: {
        box: { x: number; y: number; width: number; height: number };
        expression: string;
        confidence: number;
        scores: Record<string, number>;
      }[];
    }[];
  };
}

/** Saves one of the offers of the bar at the top and gives what was saved. */
export async function savedText(viewer: Page, what: string): Promise<string> {
  return (await readDownload(await save(viewer, '.top-bar', what))).toString('utf8');
}

/** Opens "Take along" in this part of the page and saves one of its offers. */
export async function save(viewer: Page, part: string, what: string): Promise<Download> {
  const offers = viewer.locator(`${part} .take-along`);
  if (!(await offers.evaluate((details: HTMLDetailsElement) => details.open)))
    await offers.locator('summary').click();
  const [download] = await Promise.all([
    viewer.waitForEvent('download'),
    offers.getByRole('button', { name: `Save: ${what}`, exact: true }).click(),
  ]);
  await offers.locator('summary').click();
  return download;
}

export async function readDownload(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const APPEARANCES = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
  { colorScheme: 'light', forcedColors: 'active' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const;

/** What axe finds wrong with the page as it is now: in light and dark, with more contrast, and in the person's own colours. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const faults: string[] = [];
  for (const appearance of APPEARANCES) {
    await page.emulateMedia({ contrast: null, forcedColors: null, ...appearance });
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
    faults.push(...found.map((fault) => `${JSON.stringify(appearance)}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: null, contrast: null, forcedColors: null });
  return faults;
}
