import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import { BUILT_EXTENSION, clickReadFaces, useMien, waitForOverlayText } from './harness/index.ts';

const { name } = CLASSIFIER.files.weights;
const damaged = mkdtempSync(join(tmpdir(), 'mien-damaged-'));
cpSync(BUILT_EXTENSION, damaged, { recursive: true });
const weights = readFileSync(join(damaged, 'models', name));
weights[1000] = (weights[1000] ?? 0) ^ 1;
writeFileSync(join(damaged, 'models', name), weights);
const mien = await useMien({ extensionDir: damaged });
afterAll(() => rmSync(damaged, { recursive: true, force: true }));

const REFUSED = `The model file ${name} is damaged`;

it('weights of which one bit is wrong are refused, and a person is told so at the picture and in the popup', async () => {
  const page = await mien.open('<img src="/photos/astronaut.png" width="400">');
  await clickReadFaces(mien, page, mien.site.url('/photos/astronaut.png'));
  await waitForOverlayText(page, REFUSED, { deadline: 50_000 });
  const popup = await mien.context.newPage();
  const tab = await mien.control.tabOf(page);
  await popup.goto(`chrome-extension://${mien.browser.extensionId}/popup.html?tab=${tab}`);
  await popup.getByText(REFUSED).first().waitFor({ state: 'attached' });
  expect((await mien.control.engineStatus()).state).toBe('failed');
  await popup.close();
});
