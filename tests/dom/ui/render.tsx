import axe from 'axe-core';
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect } from 'vitest';
import { cdp } from 'vitest/browser';
import '../../../src/ui/popup/popup.css';

const places: Element[] = [];

afterEach(async () => {
  for (const place of places.splice(0)) {
    render(null, place);
    place.remove();
  }
  await emulateMedia({});
});

/** Renders a part into the document; it is taken away after the test. */
export function show(part: ComponentChild): { readonly root: Element; again(part: ComponentChild): void } {
  const root = document.createElement('div');
  document.body.append(root);
  places.push(root);
  const again = (next: ComponentChild) => act(() => render(next, root));
  again(part);
  return { root, again };
}

/** Makes the browser show the page as these media features ask for; those that are left out are the browser's own. */
export async function emulateMedia(features: Readonly<Record<string, string>>): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}

const APPEARANCES = [
  { 'prefers-color-scheme': 'light' },
  { 'prefers-color-scheme': 'dark' },
  { 'prefers-color-scheme': 'light', 'prefers-contrast': 'more' },
  { 'prefers-color-scheme': 'dark', 'prefers-contrast': 'more' },
  { 'forced-colors': 'active', 'prefers-color-scheme': 'light' },
  { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' },
] as const;

/** Fails with what axe finds wrong: all of its rules once, and those of colour in every appearance. */
export async function expectAccessible(root: Element): Promise<void> {
  // `region` is a rule for whole documents, which a part is not.
  await expectNothingWrong(root, { rules: { region: { enabled: false } } });
  for (const appearance of APPEARANCES) {
    await emulateMedia(appearance);
    await expectNothingWrong(root, { runOnly: ['color-contrast'] }, JSON.stringify(appearance));
  }
}

async function expectNothingWrong(root: Element, options: axe.RunOptions, where = ''): Promise<void> {
  const { violations } = await axe.run(root, options);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, where).toEqual([]);
}
