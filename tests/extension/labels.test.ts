import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { readFaces, useMien, waitForFaces, waitUntil } from './harness/index.ts';

const mien = await useMien();
const { control } = mien;
const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';

const textOf = async (page: Page) => (await readFaces(page))[0]?.text ?? '';

describe('labels', () => {
  it('are in the language that the person has chosen, and in the browser’s again', async () => {
    await control.changeSettings({ labelLanguage: 'ja' });
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, ([face]) => face?.text.includes('喜び') ?? false);
    await control.changeSettings({ labelLanguage: 'uk' });
    await waitForFaces(page, ([face]) => face?.text.includes('Радісний') ?? false);
    await control.changeSettings({ labelLanguage: 'browser' });
    await waitForFaces(page, ([face]) => face?.text.includes('Happy') ?? false);
    expect(await textOf(page)).toMatch(/\d%/);
  });
});

describe('a kind of picture that is not wanted', () => {
  it('is not read, and is when it is wanted again', async () => {
    await control.changeSettings({ readBackgrounds: false });
    const page = await mien.open(
      `${ASTRONAUT}<div style="width:400px;height:400px;background:url(/photos/astronaut.png) 0/100%"></div>`,
    );
    await waitForFaces(page, 1);
    const seen = async () => (await control.statesOf(page, { images: false }))[0]?.counts.seen;
    await waitUntil(seen, (count) => count === 1);
    await control.changeSettings({ readBackgrounds: true });
    await waitForFaces(page, 2);
    await control.changeSettings({ readImages: false });
    await waitForFaces(page, 1);
    await waitUntil(seen, (count) => count === 1);
  });
});
