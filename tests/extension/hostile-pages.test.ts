import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  html,
  readOverlayText,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;
const PHOTO = '/photos/astronaut.png';
const IMAGE = `<img src="${PHOTO}" style="display: block; width: 300px">`;

/** What the pages below leave for their tests. */
declare const seen: { readonly removals: number; readonly since: number };
declare const roots: readonly string[];
declare const made: number;

const countsOf = async (page: Page) =>
  (await control.statesOf(page, { images: false })).map(({ counts }) => counts);

/** Milliseconds of the longest wait between two frames of the page's own in a second. */
function longestFrame(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let longest = 0;
        let last = performance.now();
        const end = last + 1000;
        const frame = (now: number) => {
          longest = Math.max(longest, now - last);
          last = now;
          if (now < end) requestAnimationFrame(frame);
          else resolve(longest);
        };
        requestAnimationFrame(frame);
      }),
  );
}

describe('a page that does not want to be read', () => {
  it('and takes the host away as often as it comes, has it away in the end and goes on', async () => {
    const page = await mien.open(`${IMAGE}<script>
      const seen = { removals: 0, since: 0 };
      new MutationObserver(() => {
        const host = document.querySelector('mien-overlay');
        if (!host) return;
        host.remove();
        seen.removals++;
        seen.since = performance.now();
      }).observe(document.documentElement, { childList: true });
    </script>`);
    const seenOf = () =>
      page.evaluate(() => {
        const { removals, since } = seen;
        return { removals, rests: performance.now() - since > 1000 };
      });
    const { removals } = await waitUntil(seenOf, (now) => now.removals > 1 && now.rests);
    expect(removals).toBeLessThanOrEqual(25);
    expect(await page.locator('mien-overlay').count()).toBe(0);
    await waitUntil(
      () => countsOf(page),
      ([counts]) => counts?.read === 1 && counts.faces === 1,
    );
  });

  it('and listens at attachShadow, is given no root of ours', async () => {
    const page = await mien.open(`<script>
      const roots = [];
      const attachShadow = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        const root = attachShadow.call(this, { ...init, mode: 'open' });
        roots.push(this.localName);
        return root;
      };
      document.createElement('div').attachShadow({ mode: 'closed' });
    </script>${IMAGE}`);
    await waitForFaces(page, 1);
    const given = await page.evaluate(() => ({
      roots,
      open: document.querySelector('mien-overlay')?.shadowRoot ?? null,
    }));
    expect(given).toEqual({ roots: ['div'], open: null });
  });

  it('and makes up clicks and pointers on the host, opens no card', async () => {
    const page = await mien.open(IMAGE);
    await waitForFaces(page, 1);
    const before = await readOverlayText(page);
    await page.evaluate(() => {
      const host = document.querySelector('mien-overlay') as HTMLElement;
      const image = document.querySelector('img') as HTMLImageElement;
      const { x, y, width, height } = image.getBoundingClientRect();
      for (let i = 0; i < 100; i++) {
        const at = { clientX: x + (width * (i % 10)) / 10, clientY: y + (height * Math.floor(i / 10)) / 10 };
        const targets = [host, document.elementFromPoint(at.clientX, at.clientY)];
        for (const type of [
          'pointerover',
          'pointerenter',
          'mouseover',
          'mousedown',
          'click',
          'focusin',
          'focus',
        ]) {
          for (const target of targets) {
            target?.dispatchEvent(new PointerEvent(type, { ...at, bubbles: true, composed: true }));
          }
        }
      }
      host.click();
      host.focus();
    });
    await page.waitForTimeout(300);
    expect(await readOverlayText(page)).toEqual(before);
  });
});

describe('a page that is too much', () => {
  it('of 100,000 elements, some of them deep, is read all the same, and answers while it is', async () => {
    const page = await mien.open(`${IMAGE}<main></main><script>
      const rows = document.createDocumentFragment();
      for (let i = 0; i < 100000; i++) rows.append(document.createElement(i % 2 ? 'div' : 'b'));
      let deep = document.createElement('div');
      for (let i = 0; i < 400; i++) { const outer = document.createElement('div'); outer.append(deep); deep = outer; }
      document.querySelector('main').append(rows, deep);
    </script>`);
    // The tools that tests look at the overlay with cannot stand such a page.
    await expect.poll(async () => (await countsOf(page))[0]?.faces, { timeout: 60_000 }).toBe(1);
    await page.evaluate(() => {
      const late = Object.assign(new Image(), { src: '/photos/sample1.jpg', width: 300 });
      document.querySelector('img')?.after(late);
    });
    await expect.poll(async () => (await countsOf(page))[0]?.faces, { timeout: 60_000 }).toBe(4);
  }, 120_000);

  it('of frames in frames without end, is read, and so are the frames that there are', async () => {
    site.route(
      '/deeper',
      html(`${IMAGE}<script>
        const depth = Number(location.hash.slice(1));
        if (depth < 25) {
          const frame = document.createElement('iframe');
          frame.width = 800; frame.height = 900;
          // Each has another address: the same one a browser shows inside itself only twice.
          frame.src = location.pathname + '?' + depth + '#' + (depth + 1);
          document.body.append(frame);
        }
      </script>`),
    );
    const page = await mien.open(`<script>location.replace('/deeper#0')</script>`);
    await page.waitForURL('**/deeper#0');
    const all = await waitUntil(
      () => countsOf(page),
      (counts) => counts.length > 10 && counts.filter(({ faces }) => faces === 1).length >= 3,
      { deadline: 60_000 },
    );
    expect(all.length).toBeGreaterThan(10);
    expect(await longestFrame(page)).toBeLessThan(2000);
  }, 120_000);

  it('that adds and removes a thousand images a second goes on, and what stays is read', async () => {
    const page = await mien.open(`${IMAGE}<ul style="columns: 8"></ul><script>
      const list = document.querySelector('ul');
      let made = 0;
      const start = performance.now();
      const storm = setInterval(() => {
        for (const due = performance.now() - start; made < due; made++) {
          const item = document.createElement('li');
          item.innerHTML = '<a href="#"><img width="90" src="${PHOTO}?' + (made % 40) + '"></a>';
          list.append(item);
          if (list.childElementCount > 300) list.firstElementChild.remove();
        }
      }, 10);
      setTimeout(() => { clearInterval(storm); list.replaceChildren(); }, 4000);
    </script>`);
    const frames = await longestFrame(page);
    expect(frames).toBeLessThan(1500);
    await expect
      .poll(async () => (await countsOf(page))[0], { timeout: 30_000 })
      .toMatchObject({ seen: 1, read: 1, waiting: 0, faces: 1 });
    await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
    expect(await page.evaluate(() => made)).toBeGreaterThan(2000);
  }, 60_000);
});
