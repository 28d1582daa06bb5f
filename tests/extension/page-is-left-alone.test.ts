import { expect, it } from 'vitest';
import { useMien, waitForFaces, waitForKnownFaces } from './harness/index.ts';

const mien = await useMien();

/** A page that writes down what it looks like, and everything that happens to it from outside. */
const WATCHFUL = `
  <a id="link" href="#clicked"><img class="photo" src="/photos/astronaut.png" width="512"></a>
  <script>
    const seen = { body: document.body.outerHTML, globals: Object.getOwnPropertyNames(window).length, added: [], changed: [], messages: 0 };
    addEventListener('message', () => { seen.messages++; });
    new MutationObserver((records) => {
      for (const record of records) {
        const nodes = [...record.addedNodes].map((node) => node.nodeName);
        if (record.type === 'childList') seen.added.push(record.target.nodeName + ' ' + nodes);
        else if (record.target !== document.documentElement.lastElementChild) seen.changed.push(record.target.nodeName);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    addEventListener('load', () => { seen.body = document.body.outerHTML; });
  </script>`;

type Seen = { body: string; globals: number; added: string[]; changed: string[]; messages: number };
declare const seen: Seen;

it('changes none of the elements of the page', async () => {
  const page = await mien.open(WATCHFUL);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
  const [before, after] = await page.evaluate(() => [seen, document.body.outerHTML] as const);
  expect(after).toBe(before.body);
  expect(before.changed).toEqual([]);
  expect(before.messages).toBe(0);
  expect(before.added.filter((entry) => !entry.startsWith('BODY'))).toHaveLength(1);
});

it('lets the page see nothing of what was read', async () => {
  const page = await mien.open(WATCHFUL);
  await waitForFaces(page, 1);
  const glimpse = await page.evaluate(() => {
    const everything = [...document.querySelectorAll('*')];
    return {
      markup: document.documentElement.outerHTML,
      openRoots: everything.filter((node) => node.shadowRoot).length,
      marked: document.querySelectorAll('[data-expression]').length,
      globals: Object.getOwnPropertyNames(window).length - seen.globals,
      resources: performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.startsWith('chrome-extension:')),
    };
  });
  expect(glimpse).toMatchObject({ openRoots: 0, marked: 0, globals: 0, resources: [] });
  const outside = glimpse.markup.slice(glimpse.markup.indexOf('</body>'));
  expect(outside).not.toMatch(/happ|neutral|confiden|%/i);
});

it('lets a click on a face through to the page', async () => {
  const page = await mien.open(WATCHFUL);
  const [match] = await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
  if (!match?.drawn) throw new Error('There is a face.');
  const { x, y, width, height } = match.drawn.box;
  await page.mouse.click(x + width / 2, y + height / 2);
  await expect.poll(() => new URL(page.url()).hash).toBe('#clicked');
});
