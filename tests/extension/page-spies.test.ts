import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBare } from './harness/bare-browser.ts';
import {
  type ExtensionBrowser,
  html,
  readFaces,
  useMien,
  waitForFaces,
  waitForOverlayText,
} from './harness/index.ts';

const mien = await useMien();
const { site, browser } = mien;

/** Runs before all else in the page: keeps a record of whatever reaches it. */
const WATCH = `<script>
  var seen = { events: [], messages: 0, mutations: 0, roots: 0, violations: 0 };
  const ID = new URLSearchParams(location.search).get('id');
  // Whatever an event is called, the page's own handlers see it on its way down; these are the names that can be guessed.
  const NAMES = ['wxt:content-script-started', 'page:wxt:content-script-started', 'mien', 'focusin', 'animationstart',
    'transitionrun', 'toggle', 'beforetoggle', 'slotchange', 'scroll', 'resize', 'selectionchange', 'error', 'load'];
  for (const name of NAMES.flatMap((name) => [name, ID + ':' + name, ID + ':page:' + name])) {
    for (const target of [window, document]) {
      target.addEventListener(name, (event) => { if (event.target !== window && !event.isTrusted) seen.events.push(name); }, true);
    }
  }
  addEventListener('message', () => { seen.messages++; });
  document.addEventListener('securitypolicyviolation', () => { seen.violations++; });
  new MutationObserver((records) => { seen.mutations += records.length; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...rest) { seen.roots++; return attachShadow.apply(this, rest); };
</script>`;
const PICTURE = '<img src="/photos/astronaut.png" width="400" style="display: block">';

/** All that a page can hold against itself with and without Mien in it. */
function fingerprint() {
  const names = (object: object) => Object.getOwnPropertyNames(object).sort();
  const styleOf = (element: Element) =>
    Array.from(
      getComputedStyle(element),
      (name) => `${name}: ${getComputedStyle(element).getPropertyValue(name)}`,
    );
  const root = document.documentElement;
  return {
    seen: (globalThis as unknown as { seen: object }).seen,
    markup: root.outerHTML,
    globals: names(window),
    ofDocument: names(document),
    chrome: names((globalThis as unknown as { chrome?: object }).chrome ?? {}),
    patched: [Element, Node, EventTarget, Document, ShadowRoot].map(({ prototype }) => names(prototype)),
    styles: [styleOf(root), styleOf(document.body)],
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length, document.fonts.size],
    size: [root.scrollWidth, root.scrollHeight, document.body.scrollWidth, document.body.scrollHeight],
    focus: document.activeElement?.nodeName,
    animations: document.getAnimations().length,
    // The browser asks for an icon once, whoever is there.
    resources: performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => !name.endsWith('/favicon.ico')),
    elements: document.querySelectorAll('*').length,
  };
}

/** Looks for a word wherever a page can look for words; the page itself has the word "Astronaut". */
function spyOnText(word: string) {
  const host = document.querySelector('mien-overlay') as HTMLElement;
  const selection = getSelection() as Selection;
  const find = (text: string) => (window as unknown as { find(text: string): boolean }).find(text);
  const found = find(word);
  const foundElsewhere = find('Astronaut');
  selection.selectAllChildren(document.documentElement);
  const selected = selection.toString().includes(word);
  selection.removeAllRanges();
  const { innerText, textContent } = document.documentElement;
  return {
    root: host.shadowRoot,
    rootsMade: (globalThis as unknown as { seen: { roots: number } }).seen.roots,
    found,
    foundElsewhere,
    selected,
    text: `${innerText} ${textContent}`.includes(word),
    animations: document.getAnimations().length + host.getAnimations({ subtree: true }).length,
  };
}

/** Styles the host in every way that would let its content be measured. */
function spyOnSize(): string {
  const host = document.querySelector('mien-overlay') as HTMLElement;
  const { scrollWidth, scrollHeight } = document.documentElement;
  const size = () =>
    JSON.stringify([
      [host.offsetWidth, host.offsetHeight, host.scrollWidth, host.scrollHeight],
      host.getClientRects().length,
      [scrollWidth, scrollHeight],
    ]);
  const plain = size();
  const wished = [
    'display: block',
    'position: static',
    'overflow: scroll',
    'float: left',
    'contain: none',
    'width: 1px',
  ];
  host.style.cssText = [...wished, 'height: 1px', 'pointer-events: auto']
    .map((wish) => `${wish} !important`)
    .join(';');
  const styled = size();
  host.removeAttribute('style');
  return plain === styled ? 'the same' : `${plain} ${styled}`;
}

/** Feels for the host all over the picture, and makes up pointers there. */
function feelForFaces(): string[] {
  const host = document.querySelector('mien-overlay') as HTMLElement;
  const felt: string[] = [];
  const feel = (x: number, y: number) => {
    for (const type of ['pointermove', 'pointerdown', 'mousemove']) {
      document.dispatchEvent(
        new PointerEvent(type, { clientX: x, clientY: y, bubbles: true, composed: true }),
      );
    }
    const caret = document.caretPositionFromPoint(x, y);
    if (document.elementsFromPoint(x, y).includes(host)) felt.push(`${x},${y}`);
    if (caret && !document.contains(caret.offsetNode)) felt.push(`caret at ${x},${y}`);
  };
  for (let y = 0; y < 440; y += 4) for (let x = 0; x < 420; x += 4) feel(x, y);
  return felt;
}

/** Asks the browser of points all over the picture whether anything lies over them: Intersection Observer, version 2. */
async function findCovered(): Promise<{ covered: number; asked: number; coveredElsewhere: number }> {
  const point = (x: number, y: number) => {
    const dot = document.createElement('i');
    dot.style.cssText = `position: absolute; width: 2px; height: 2px; left: ${x}px; top: ${y}px`;
    return dot;
  };
  const box = (document.querySelector('img') as Element).getBoundingClientRect();
  const dots = Array.from({ length: 400 }, (_, index) =>
    point(box.x + (index % 20) * 20 + 4, box.y + Math.floor(index / 20) * 20 + 4),
  );
  const others = Array.from({ length: 20 }, (_, index) => point(600, index * 20));
  document.body.append(...dots, ...others);
  const covered = new Set<Element>();
  const told = new Set<Element>();
  const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      told.add(entry.target);
      if (!(entry as unknown as { isVisible: boolean }).isVisible) covered.add(entry.target);
    }
  }, options);
  for (const dot of [...dots, ...others]) observer.observe(dot);
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  while (told.size < dots.length + others.length) await pause(50);
  // What it told first it may think better of.
  await pause(1000);
  const count = (of: readonly Element[]) => of.filter((dot) => covered.has(dot)).length;
  return { covered: count(dots), asked: dots.length, coveredElsewhere: count(others) };
}

describe('switched off', () => {
  let bare: Awaited<ReturnType<typeof openBare>>;
  let without: object | undefined;
  beforeAll(async () => {
    bare = await openBare();
  });
  afterAll(() => bare?.close());

  it.each([
    ['everywhere', { enabled: false }],
    ['on the site', { blockedHosts: ['127.0.0.1'] }],
    ['until it is asked for', { mode: 'on-request' }],
  ] as const)(
    '%s, Mien cannot be noticed by a page, which is the same as in a browser without Mien',
    async (_where, settings) => {
      await mien.control.changeSettings(settings);
      site.route('/watchful', html(WATCH + PICTURE));
      const look = async (open: () => ReturnType<ExtensionBrowser['context']['newPage']>) => {
        const before = site.requests.length;
        const page = await open();
        await page.goto(`${site.url('/watchful')}?id=${browser.extensionId}`);
        // Long enough for a page script that does something, as the test below shows.
        await page.waitForTimeout(1500);
        const print = await page.evaluate(fingerprint);
        const asked = site.requests.slice(before).map(({ path, destination }) => `${path} ${destination}`);
        await page.close();
        return { ...print, asked: asked.filter((each) => !each.startsWith('/favicon')) };
      };
      without ??= await look(() => bare.newPage());
      expect(await look(() => mien.context.newPage())).toEqual(without);
    },
  );

  it('would be noticed, were it at work', async () => {
    const page = await mien.open(WATCH + PICTURE);
    await waitForFaces(page, 1);
    const { markup } = await page.evaluate(fingerprint);
    expect(markup).toContain('mien-overlay');
  });
});

describe('at work', () => {
  it('Mien shows a face that no trick of the page reads', async () => {
    const page = await mien.open(`${WATCH}<p>Astronaut</p>${PICTURE}`);
    const [face] = await waitForFaces(page, 1);
    const label = face?.text.match(/[A-Z][a-z]+/)?.[0] ?? '';
    expect(label).toBe('Happy');
    await page.mouse.move(600, 600);
    expect(await page.evaluate(spyOnText, label)).toEqual({
      root: null,
      rootsMade: 0,
      found: false,
      foundElsewhere: true,
      selected: false,
      text: false,
      animations: 0,
    });
    expect(await page.evaluate(spyOnSize)).toBe('the same');
    expect(await page.evaluate(feelForFaces)).toEqual([]);
  });

  it('shows the odds of a face where a person points, and the page cannot search them either', async () => {
    const page = await mien.open(`${WATCH}<p>Astronaut</p>${PICTURE}`);
    const [face] = await waitForFaces(page, 1);
    if (face === undefined) throw new Error('There is a face.');
    await page.mouse.move(face.box.x + face.box.width / 2, face.box.y - 16);
    await waitForOverlayText(page, 'Neutral');
    const { found, foundElsewhere } = await page.evaluate(spyOnText, 'Neutral');
    expect([found, foundElsewhere]).toEqual([false, true]);
  });

  it('lies over the whole picture for an observer of what is covered, and not over its faces alone', async () => {
    const page = await mien.open(WATCH + PICTURE);
    await waitForFaces(page, 1);
    const { covered, asked, coveredElsewhere } = await page.evaluate(findCovered);
    expect([covered, coveredElsewhere]).toEqual([asked, 0]);
  });

  it('asks no font of the page, whose letters would tell the label', async () => {
    const families = [
      'system-ui',
      '-apple-system',
      'Segoe UI',
      'Roboto',
      'Helvetica Neue',
      'Liberation Sans',
      'sans-serif',
      'Apple Color Emoji',
      'Segoe UI Emoji',
      'Noto Color Emoji',
      'initial',
      'serif',
      'Times New Roman',
    ];
    const rules = families.map(
      (family, index) =>
        `@font-face { font-family: "${family}"; src: url("/leak-${index}.woff2"); unicode-range: U+0-10FFFF; }`,
    );
    const idents = ['system-ui', '-apple-system', 'sans-serif'].map(
      (family) => `@font-face { font-family: ${family}; src: url("/leak-${family}.woff2"); }`,
    );
    const page = await mien.open(
      `<style>${[...rules, ...idents].join('\n')} html { font-family: monospace }</style>${PICTURE}`,
    );
    const [face] = await waitForFaces(page, 1);
    await page.mouse.move((face?.box.x ?? 0) + 5, (face?.box.y ?? 0) - 8);
    await waitForOverlayText(page, 'An expression is not a feeling.');
    await page.waitForTimeout(500);
    expect(site.requests.filter(({ path }) => path.startsWith('/leak-')).map(({ path }) => path)).toEqual([]);
  });

  it('tells no performance entry, event or message anything of the label', async () => {
    const page = await mien.open(`${WATCH}<script>
      seen.entries = [];
      for (const type of PerformanceObserver.supportedEntryTypes) {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.entries.push(type + ' ' + JSON.stringify(entry) + ' ' + (entry.sources ?? []).map(({ node }) => node?.nodeName));
        }).observe({ type, buffered: true });
      }
    </script>${PICTURE}`);
    await waitForFaces(page, 1);
    await page.waitForTimeout(500);
    const { entries, events, messages } = await page.evaluate(
      () =>
        (globalThis as unknown as { seen: { entries: string[]; events: string[]; messages: number } }).seen,
    );
    expect(events).toEqual([]);
    expect(messages).toBe(0);
    expect(entries.length).toBeGreaterThan(3);
    expect(entries.filter((entry) => /happy|mien|chrome-extension/i.test(entry))).toEqual([]);
  });

  it('takes no click, key or menu that a script made up for a person’s', async () => {
    const page = await mien.open(WATCH + PICTURE);
    await waitForFaces(page, 1);
    const before = await readFaces(page);
    await page.evaluate(() => {
      const host = document.querySelector('mien-overlay') as HTMLElement;
      for (const target of [host, document, window, document.querySelector('img') as Element]) {
        for (const type of [
          'click',
          'pointerenter',
          'pointermove',
          'pointerdown',
          'contextmenu',
          'mousemove',
        ]) {
          target.dispatchEvent(
            new PointerEvent(type, { bubbles: true, composed: true, clientX: 200, clientY: 100 }),
          );
        }
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      }
      host.click();
      host.focus();
    });
    await page.waitForTimeout(300);
    expect(await readFaces(page)).toEqual(before);
  });
});
