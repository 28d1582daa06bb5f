import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IDLE_BEFORE_END } from '../../src/inside/limits.ts';
import { shorterTimers } from './harness/engine-timers.ts';
import { photoPath, useMien, waitUntil } from './harness/index.ts';
import { accessibilityFaults, chooseFiles, openViewer, savedResults, waitForRead } from './harness/viewer.ts';

const mien = await useMien();
let viewer: Page;

beforeEach(async () => {
  viewer = await openViewer(mien);
});

afterEach(() => viewer.close());

async function lookInside(face = 0): Promise<void> {
  await viewer
    .getByRole('button', { name: /^Look inside: / })
    .nth(face)
    .click();
  await viewer.locator('.inside-view').waitFor();
}

function stageNames(): Promise<readonly string[]> {
  return viewer
    .locator('.inside-stage')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-stage') ?? ''));
}

/** The bars of a part of the look, by expression. */
async function bars(stage: string): Promise<Record<string, number>> {
  const entries = await viewer
    .locator(`[data-stage="${stage}"] .bars li`)
    .evaluateAll((rows) =>
      rows.map((row) => [row.getAttribute('data-expression'), Number(row.getAttribute('data-value'))]),
    );
  return Object.fromEntries(entries);
}

describe('the look inside', () => {
  it('says of each face what its reading says, to 1e-3', async () => {
    await chooseFiles(viewer, [photoPath('astronaut.png'), photoPath('sample1.jpg')]);
    await waitForRead(viewer, 2);
    let lookedTwice = 0;
    for (const [row, image] of (await savedResults(viewer)).images.entries()) {
      await viewer.locator('.row').nth(row).click();
      await viewer.locator('h2', { hasText: image.image }).waitFor();
      for (const [index, { scores }] of image.faces.entries()) {
        await lookInside(index);
        const last = (await stageNames()).at(-1) ?? '';
        lookedTwice += Number(last === 'second-look');
        const shown = await bars(last);
        expect(Object.keys(shown)).toHaveLength(8);
        for (const [expression, score] of Object.entries(scores))
          expect(Math.abs((shown[expression] ?? Number.NaN) - score), expression).toBeLessThan(1e-3);
        await viewer.keyboard.press('Escape');
        await viewer.locator('dialog').waitFor({ state: 'detached' });
      }
    }
    expect(
      lookedTwice,
      'no face was looked at twice: choose photos with a face that is hard to tell',
    ).toBeGreaterThan(0);
  });

  it('shows every stage, with the maps of convolution, activation and pooling, and a sentence each', async () => {
    await chooseFiles(viewer, photoPath('astronaut.png'));
    await waitForRead(viewer, 1);
    await lookInside();
    const stages = await viewer.locator('.inside-stage').evaluateAll((items) =>
      items.map((item) => ({
        stage: item.getAttribute('data-stage'),
        sentence: item.querySelector('p')?.textContent ?? '',
        operations: [
          ...new Set(
            [...item.querySelectorAll('[data-operation]')].map((step) => step.getAttribute('data-operation')),
          ),
        ],
      })),
    );
    expect(stages.map(({ stage }) => stage)).toEqual([
      'input',
      'stem',
      'stage1',
      'stage2',
      'stage3',
      'connected',
      'softmax',
    ]);
    for (const { sentence } of stages) expect(sentence).toMatch(/^[A-Z].{30,}\.$/);
    expect(stages[1]?.operations).toEqual(['convolution', 'activation']);
    for (const { operations } of stages.slice(2, 5))
      expect(operations).toEqual(['pooling', 'convolution', 'activation', 'addition']);
    const coloursOfSheets = () =>
      viewer.locator('.sheet canvas').evaluateAll((canvases) =>
        (canvases as HTMLCanvasElement[]).map((canvas) => {
          const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          return new Set(data).size;
        }),
      );
    await waitUntil(
      coloursOfSheets,
      (painted) => painted.length > 15 && painted.every((colours) => colours > 8),
    );
  });

  it('lays what spoke for an expression over the face, and one map where it is asked for, by keyboard', async () => {
    await chooseFiles(viewer, photoPath('astronaut.png'));
    await waitForRead(viewer, 1);
    await lookInside();
    const face = () =>
      viewer.locator('.face-with-heat').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    await viewer.getByText(/Orange places spoke for “Happy”/).waitFor();
    const happy = await face();
    await viewer.getByRole('radio', { name: /Happy/ }).focus();
    await viewer.keyboard.press('ArrowDown');
    await viewer.getByText(/Orange places spoke for “Surprised”/).waitFor();
    await waitUntil(face, (now) => now !== happy);
    const sheet = viewer.getByRole('slider').first();
    await sheet.focus();
    await viewer.keyboard.press('End');
    await waitUntil(
      () => sheet.getAttribute('aria-valuetext'),
      (text) => text === 'Map 16',
    );
    await viewer.getByText('Where map 16 answers').waitFor();
    await viewer.getByRole('button', { name: 'Back to the expressions' }).click();
    await viewer.getByText(/Orange places spoke for “Surprised”/).waitFor();
  });

  it('has nothing that axe finds wrong', async () => {
    await chooseFiles(viewer, photoPath('astronaut.png'));
    await waitForRead(viewer, 1);
    await lookInside();
    expect(await accessibilityFaults(viewer)).toEqual([]);
  });

  it('costs nothing while nobody looks: its worker ends, and reads nothing of the network before', async () => {
    const fetched: string[] = [];
    await viewer.evaluate(shorterTimers({ wait: IDLE_BEFORE_END, instead: 2500 }));
    viewer.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    const begun = viewer.waitForEvent('worker');
    await chooseFiles(viewer, photoPath('astronaut.png'));
    await waitForRead(viewer, 1);
    await viewer.getByRole('img', { name: 'The face as the network saw it' }).waitFor();
    await begun;
    expect(fetched.filter((path) => path.startsWith('/models/'))).toEqual([]);
    await waitUntil(
      async () => viewer.workers().length,
      (count) => count === 0,
    );
    const begunAnew = viewer.waitForEvent('worker');
    await lookInside();
    await begunAnew;
  });
});
