/** Renders public/icon/*.svg to the PNGs that browsers want: `node scripts/render-icons.ts`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from './lib/find-chromium.ts';

const FOLDER = join('public', 'icon');
const DRAWINGS = { 16: 'mien-small.svg', 32: 'mien-small.svg', 48: 'mien.svg', 128: 'mien.svg' };

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-quic'],
});
try {
  for (const [size, drawing] of Object.entries(DRAWINGS)) {
    const page = await browser.newPage({ viewport: { width: Number(size), height: Number(size) } });
    const svg = await readFile(join(FOLDER, drawing), 'utf8');
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
    await page.screenshot({ path: join(FOLDER, `${size}.png`), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
