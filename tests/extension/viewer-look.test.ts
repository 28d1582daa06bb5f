import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { photoPath, useMien, waitUntil } from './harness/index.ts';
import { chooseFiles, openViewer, readDownload, save, savedResults, waitForRead } from './harness/viewer.ts';

const mien = await useMien();

/** The yellow of a happy expression, safe for the colour-blind. */
const SAFE_YELLOW = [240, 228, 66];

it('the viewer, the look inside and the picture taken along have the colours, the size and the language of labels', async () => {
  await mien.control.changeSettings({ palette: 'colour-safe', labelSize: 'large', labelLanguage: 'de' });
  const viewer = await openViewer(mien);
  await chooseFiles(viewer, photoPath('astronaut.png'));
  await waitForRead(viewer, 1);
  const tag = viewer.locator('.face-tag');
  await tag.getByText('Fröhlich').waitFor();
  const style = (selector: string, property: string) =>
    viewer
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  const untilItHas = (selector: string, property: string, value: string) =>
    waitUntil(
      () => style(selector, property),
      (now) => now === value,
    );
  const safeYellow = `rgb(${SAFE_YELLOW.join(', ')})`;
  await untilItHas('.face-box', 'border-top-color', safeYellow);
  await untilItHas('.score[data-expression="happiness"] .fill', 'background-color', safeYellow);
  expect(Number.parseFloat(await style('.face-tag', 'font-size'))).toBeCloseTo(13 * 1.35, 1);
  await viewer.getByRole('heading', { name: /Fröhlich/ }).waitFor();

  const [image] = (await savedResults(viewer)).images;
  const box = image?.faces[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
  const drawn = PNG.sync.read(await readDownload(await save(viewer, '.stage', 'Picture with labels (PNG)')));
  const at = (Math.round(box.y + box.height / 2) * drawn.width + Math.round(box.x)) * 4;
  const pixel = [...drawn.data.subarray(at, at + 3)];
  for (const [channel, value] of SAFE_YELLOW.entries())
    expect(Math.abs((pixel[channel] ?? 0) - value)).toBeLessThan(40);

  await viewer.getByRole('button', { name: /^Look inside: / }).click();
  await viewer.locator('.inside-view').waitFor();
  await viewer.getByRole('radio', { name: /Fröhlich/ }).waitFor();
  await untilItHas('.heat-choice [data-expression="happiness"] .fill', 'background-color', safeYellow);
  await viewer.keyboard.press('Escape');

  // A change is followed without a reload.
  await mien.control.changeSettings({ palette: 'standard', labelSize: 'medium', labelLanguage: 'browser' });
  await tag.getByText('Happy').waitFor();
  await untilItHas('.face-box', 'border-top-color', 'rgb(242, 179, 27)');
  await viewer.close();
});
