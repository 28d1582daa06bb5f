import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt } from './support/overlays.ts';
import { drawn, drawnBadges, drawnFaces, overlayRoot } from './support/roots.ts';
import { boxOf, frames, iou } from './support/screen.ts';
import {
  heldAnswers,
  MIDDLE_FACE,
  type RunningSession,
  readingOf,
  startSession,
} from './support/sessions.ts';

const source = (hue = 300, width = 400, height = 300) => bitmap(width, height, MIDDLE_FACE, hue);
const img = (hue = 300, attributes = 'width="200"') => `<img ${attributes} src="${source(hue)}">`;

let running: RunningSession | undefined;
const start = async (...options: Parameters<typeof startSession>) => {
  running = await startSession(...options);
  return running;
};
const faceCount = (count: number) => vi.waitFor(() => expect(drawnFaces()).toHaveLength(count));
const calm = () => new Promise((resolve) => setTimeout(resolve, 350));

beforeEach(async () => {
  await page.viewport(800, 600);
  document.body.innerHTML = '';
});
afterEach(() => {
  running?.end();
  window.scrollTo(0, 0);
});

describe('a page session', () => {
  it('reads what is in view, and marks it', async () => {
    await mount(img(0) + img(120));
    await start();
    await faceCount(2);
    expect(new Set(running?.sources())).toEqual(new Set([source(0), source(120)]));
    for (const element of document.images) {
      const image = boxOf(element);
      const truth = { x: image.x + 50, y: image.y + 37.5, width: 100, height: 75 };
      expect(Math.max(...drawnFaces().map((face) => iou(boxOf(face), truth)))).toBeGreaterThan(0.97);
    }
  });

  it('asks for nothing that is too small, too far, or not loaded', async () => {
    await mount(
      `${img(0, 'width="20"')}<img src="${source(1, 30, 300)}"><div style="height:5000px"></div>${img(2)}`,
    );
    const unloaded = ['alt="never there"', 'src="data:image/png,broken"', 'loading="lazy" src="/lazy.png"'];
    for (const attributes of unloaded) {
      document.body.insertAdjacentHTML('beforeend', `<img width="200" height="200" ${attributes}>`);
    }
    await start();
    await calm();
    expect(running?.sources()).toEqual([]);
    running?.session.reportState({ images: true });
    const records = running?.states[0]?.images ?? [];
    expect(records.map(({ status, reason }) => [status, reason])).toEqual([
      ['not-read-yet', 'The image is shown too small to hold a readable face.'],
      ['failed', 'The image is too small to hold a readable face.'],
      ['not-read-yet', undefined],
      ['failed', 'The page has not loaded this image.'],
      ['not-read-yet', 'The page has not loaded this image.'],
    ]);
    expect(running?.states[0]?.counts).toMatchObject({ seen: 2, failed: 0 });
    window.scrollTo(0, 5000);
    await vi.waitFor(() => expect(running?.sources()).toEqual([source(2)]));
  });

  it('reads a small picture once it is shown larger', async () => {
    const [image] = await mount(img(0, 'width="20"'));
    await start();
    await calm();
    expect(running?.asked).toHaveLength(0);
    image?.setAttribute('width', '300');
    await faceCount(1);
  });

  it('rests where a picture shows little in a large box, and tells the page of no endless loop', async () => {
    const strip = source(0, 2000, 40);
    const [image] = await mount(`<img style="width:300px;height:100px;object-fit:contain" src="${strip}">`);
    const errors = vi.fn();
    window.addEventListener('error', errors);
    await start();
    image?.style.setProperty('height', '200px');
    await calm();
    const measured = vi.spyOn(Element.prototype, 'getBoundingClientRect');
    await frames(10);
    expect(measured).not.toHaveBeenCalled();
    measured.mockRestore();
    expect(running?.asked).toHaveLength(0);
    image?.style.setProperty('object-fit', 'cover');
    image?.style.setProperty('height', '210px');
    await faceCount(1);
    window.removeEventListener('error', errors);
    expect(errors).not.toHaveBeenCalled();
  });

  it('reads what is added, also deep inside, and late', async () => {
    await start();
    await calm();
    document.body.insertAdjacentHTML('beforeend', `<div><p>${img(0)}</p></div>`);
    await faceCount(1);
    const late = new Image(200, 150);
    document.body.append(late);
    await calm();
    late.src = source(90);
    await faceCount(2);
  });

  it('finds the pictures among thousands of new elements', async () => {
    await start();
    const many = document.createDocumentFragment();
    for (let i = 0; i < 1500; i += 1) many.append(document.createElement('i'));
    document.body.append(many);
    document.body.insertAdjacentHTML('afterbegin', img(0));
    await faceCount(1);
  });

  it('gives each element of the same address its own badges', async () => {
    await mount(img(0) + img(0) + img(0, 'width="120"'));
    await start();
    await faceCount(3);
    expect(drawnBadges()).toHaveLength(3);
  });

  it('drops the badges of a changed picture at once, and reads the new one', async () => {
    const held = heldAnswers();
    const [image] = await mount(img(0));
    let isFirst = true;
    await start({}, () => {
      if (!isFirst) return held.answer();
      isFirst = false;
      return readingOf();
    });
    await faceCount(1);
    if (image) image.src = source(200);
    await frames(2);
    expect(drawnFaces()).toHaveLength(0);
    await vi.waitFor(() => expect(held.count).toBe(1));
    held.release(readingOf([faceAt(MIDDLE_FACE, 'anger')]));
    await faceCount(1);
    expect(drawnFaces()[0]?.dataset.expression).toBe('anger');
  });

  it('never gives a late answer to the picture that came after', async () => {
    const held = heldAnswers();
    const [image] = await mount(img(0));
    const sad = readingOf([faceAt(MIDDLE_FACE, 'sadness')]);
    await start({}, (_source, request) => (request.id.endsWith('-1') ? held.answer() : sad));
    await vi.waitFor(() => expect(held.count).toBe(1));
    if (image) image.src = source(200);
    await vi.waitFor(() => expect(running?.cancelled).toEqual([running?.asked[0]?.id]));
    await faceCount(1);
    held.release(readingOf([faceAt(MIDDLE_FACE, 'fear')]));
    await calm();
    expect(drawnFaces().map((face) => face.dataset.expression)).toEqual(['sadness']);
  });

  it('follows the sources of a picture element', async () => {
    const [image] = await mount(
      `<picture><source srcset="${source(50)}"><img width="200" src="${source(0)}"></picture>`,
    );
    await start();
    await faceCount(1);
    expect(running?.sources()).toEqual([source(50)]);
    const first = drawnFaces()[0];
    document.querySelector('source')?.setAttribute('srcset', source(70));
    await vi.waitFor(() => expect(running?.sources()).toEqual([source(50), source(70)]));
    await vi.waitFor(() => expect(drawnFaces()[0]).not.toBe(first));
    expect(image?.currentSrc).toBe(source(70));
  });

  it('takes badges away with their picture, and knows it again when it returns', async () => {
    const [image] = await mount(`<main>${img(0)}</main>`);
    await start();
    await faceCount(1);
    image?.remove();
    await faceCount(0);
    document.body.append(image as Node);
    await faceCount(1);
    expect(running?.asked).toHaveLength(1);
  });

  it('cancels what scrolls away before it is answered, and asks again when it returns', async () => {
    const held = heldAnswers();
    await mount(`${img(0)}<div style="height:6000px"></div>`);
    await start({}, held.answer);
    await vi.waitFor(() => expect(running?.asked).toHaveLength(1));
    window.scrollTo(0, 6000);
    await vi.waitFor(() => expect(running?.cancelled).toHaveLength(1));
    window.scrollTo(0, 0);
    await vi.waitFor(() => expect(running?.asked).toHaveLength(2));
  });

  it('raises the priority of what comes into view', async () => {
    const held = heldAnswers();
    await mount(`<div style="height:800px"></div>${img(0)}<div style="height:900px"></div>`);
    await start({}, held.answer);
    await vi.waitFor(() => expect(running?.asked[0]?.priority).toBe('near'));
    window.scrollTo(0, 600);
    const id = running?.asked[0]?.id;
    await vi.waitFor(() => expect(running?.reprioritized).toEqual([[id, 'visible']]));
    expect(running?.cancelled).toEqual([]);
  });

  it('asks nothing while the tab is hidden', async () => {
    const hide = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    await start();
    try {
      hide(true);
      document.body.innerHTML = img(0);
      await calm();
      expect(running?.asked).toHaveLength(0);
      hide(false);
      await faceCount(1);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('tells what it has seen, read and found', async () => {
    await mount(img(0) + img(1) + img(2));
    await start({ leastConfidence: 0.5 }, (asked) => {
      const dataUrl = asked.kind === 'bytes' ? asked.dataUrl : '';
      if (dataUrl === source(1)) return { ok: false, failure: 'not-an-image', reason: 'This is no image.' };
      if (dataUrl === source(2)) return readingOf([]);
      return readingOf([faceAt(MIDDLE_FACE), faceAt(MIDDLE_FACE, 'sadness', 0.4)]);
    });
    await faceCount(1);
    await vi.waitFor(() => {
      running?.session.reportState({ images: false });
      expect(running?.states.at(-1)).toMatchObject({
        active: true,
        counts: { seen: 3, read: 2, waiting: 0, failed: 1, faces: 1 },
        expressions: { happiness: 1 },
      });
    });
    expect(running?.states.at(-1)).not.toHaveProperty('images');
  });
});

describe('the number of faces', () => {
  const counted = (count: number) => vi.waitFor(() => expect(running?.session.faceCount).toBe(count));
  const box = (content: string, style = '') =>
    `<div style="position:relative;width:200px;height:150px;${style}">${content}</div>`;

  it('leaves out those that the page hides: slides, what lies under others, what is cut off; not those under what stays while it scrolls', async () => {
    await mount(
      `<header style="position:fixed;inset:0 0 auto 0;height:150px;background:white;z-index:1"></header>
      ${box(img(0))}${box(img(1))}${box(img(2), 'opacity:0')}
      ${box(`${img(3)}<p style="position:absolute;inset:0;margin:0;background:white"></p>`)}`,
    );
    await start();
    await vi.waitFor(() => expect(running?.asked).toHaveLength(4));
    await faceCount(1);
    await counted(2);
    running?.session.reportState({ images: false });
    expect(running?.states.at(-1)).toMatchObject({ counts: { faces: 2 }, expressions: { happiness: 2 } });
    document.querySelectorAll('div')[2]?.style.removeProperty('opacity');
    await counted(3);
    document.querySelector('p')?.remove();
    await counted(4);
    document.querySelectorAll('div')[1]?.style.setProperty('visibility', 'hidden');
    await counted(3);
  });

  it('leaves out slides that a carousel has moved away, and not what can be scrolled to', async () => {
    const slides = (style: string) =>
      `<div style="width:210px;${style}"><div style="width:900px;display:flex">${img(1)}${img(2)}</div></div>`;
    await mount(slides('overflow:hidden'));
    await start();
    await counted(1);
    await mount(slides('overflow:auto'));
    await counted(2);
  });

  it('leaves out those below the least confidence, also when that is changed', async () => {
    await mount(img(0));
    await start({ leastConfidence: 0.3 }, () =>
      readingOf([faceAt(MIDDLE_FACE), faceAt(MIDDLE_FACE, 'sadness', 0.4)]),
    );
    await counted(2);
    running?.set({ leastConfidence: 0.5 });
    await counted(1);
    await vi.waitFor(() => expect(running?.changes.at(-1)).toBe(1));
  });
});

describe('settings hold at once', () => {
  it('switched off, the host is gone and nothing is asked; switched on, all is back', async () => {
    await mount(img(0));
    await start();
    await faceCount(1);
    running?.set({ enabled: false });
    expect(document.querySelector('mien-overlay')).toBeNull();
    document.body.insertAdjacentHTML('beforeend', img(10));
    await calm();
    expect(running?.asked).toHaveLength(1);
    running?.session.reportState({ images: true });
    expect(running?.states[0]).toMatchObject({ active: false, counts: { seen: 0 }, images: [] });
    running?.set({ enabled: true });
    await faceCount(2);
  });

  it('a blocked host is silent, and so is all that is embedded in it', async () => {
    await mount(img(0));
    await start({ blockedHosts: [location.hostname] });
    await calm();
    expect(running?.asked).toHaveLength(0);
    expect(document.querySelector('mien-overlay')).toBeNull();
    running?.set({ blockedHosts: ['example.org'] });
    await faceCount(1);
  });

  it('on request, nothing is read unasked; then what is in view, by the popup', async () => {
    await mount(`${img(0)}<div style="height:5000px"></div>${img(1)}`);
    await start({ mode: 'on-request' });
    await calm();
    expect(running?.asked).toHaveLength(0);
    running?.session.readPageNow();
    await faceCount(1);
    expect(running?.sources()).toEqual([source(0)]);
    running?.set({ mode: 'automatic' });
    window.scrollTo(0, 5000);
    await faceCount(2);
  });

  it('where it is switched off, the popup may still have the page read', async () => {
    await mount(`${img(0)}<div style="height:5000px"></div>${img(1)}`);
    await start({ enabled: false });
    running?.session.readPageNow();
    await faceCount(1);
    expect(running?.sources()).toEqual([source(0)]);
  });

  it('labels, boxes and the least confidence change without a new reading', async () => {
    await mount(img(0, 'width="400"'));
    await start({}, () => readingOf([faceAt(MIDDLE_FACE, 'surprise', 0.6)]));
    await faceCount(1);
    const text = () => drawnBadges()[0]?.innerText.replace(/\s+/g, ' ');
    await vi.waitFor(() => expect(text()).toBe('😮 Surprised 60%'));
    running?.set({ labelStyle: 'emoji' });
    await vi.waitFor(() => expect(text()).toBe('😮 60%'));
    running?.set({ labelStyle: 'word', showBoxes: false });
    await vi.waitFor(() => expect(text()).toBe('Surprised 60%'));
    expect(drawn('.frame')).toHaveLength(0);
    running?.set({ leastConfidence: 0.61 });
    await faceCount(0);
    running?.set({ leastConfidence: 0.6 });
    await faceCount(1);
    expect(running?.asked).toHaveLength(1);
  });
});

describe('the end of a session', () => {
  it('leaves the page as it was, and cancels what is under way', async () => {
    const held = heldAnswers();
    await mount(img(0) + img(1));
    const before = document.documentElement.outerHTML;
    let isFirst = true;
    await start({}, () => {
      if (!isFirst) return held.answer();
      isFirst = false;
      return readingOf();
    });
    await faceCount(1);
    await vi.waitFor(() => expect(held.count).toBe(1));
    running?.end();
    expect(overlayRoot()).toBeUndefined();
    expect(document.documentElement.outerHTML).toBe(before);
    await vi.waitFor(() => expect(running?.cancelled).toHaveLength(1));
    document.body.insertAdjacentHTML('beforeend', img(10));
    await calm();
    expect(running?.asked).toHaveLength(2);
  });

  it('comes by itself when the extension has gone: the person returns to the page', async () => {
    await mount(img(0));
    await start();
    await faceCount(1);
    running?.orphan();
    window.dispatchEvent(new Event('focus'));
    expect(document.querySelector('mien-overlay')).toBeNull();
  });

  it('comes by itself when the extension has gone: there is something new to read', async () => {
    await mount(img(0));
    await start();
    await faceCount(1);
    running?.orphan();
    document.body.insertAdjacentHTML('beforeend', img(10));
    await vi.waitFor(() => expect(document.querySelector('mien-overlay')).toBeNull());
    expect(running?.asked).toHaveLength(1);
  });

  it('comes with the back-forward cache only for what is under way', async () => {
    const held = heldAnswers();
    await mount(img(0));
    await start({}, held.answer);
    await vi.waitFor(() => expect(held.count).toBe(1));
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await vi.waitFor(() => expect(running?.cancelled).toHaveLength(1));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await vi.waitFor(() => expect(held.count).toBe(2));
    held.release();
    await faceCount(1);
  });
});
