import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { overlap } from '../../../src/page/overlay/rect.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt } from './support/overlays.ts';
import { pressAt } from './support/pointer.ts';
import { drawn, drawnFaces, overlayRoot } from './support/roots.ts';
import { boxOf, iou } from './support/screen.ts';
import {
  heldAnswers,
  MIDDLE_FACE,
  type RunningSession,
  readingOf,
  startSession,
} from './support/sessions.ts';

const source = (hue = 300) => bitmap(400, 300, MIDDLE_FACE, hue);
const OFF = { enabled: false };

let running: RunningSession;
const faceCount = (count: number) => vi.waitFor(() => expect(drawnFaces()).toHaveLength(count));
const notice = () => drawn('.notice')[0];
const clickOn = (element: Element) => userEvent.click(element, { button: 'right' });

beforeEach(async () => {
  await page.viewport(800, 600);
});
afterEach(() => running.end());

describe('a right-click', () => {
  it('is answered at the image at once, before the engine has said anything, then by the faces', async () => {
    const held = heldAnswers();
    const [image] = await mount(`<img width="300" src="${source()}">`);
    running = await startSession(OFF, held.answer);
    await clickOn(image as Element);
    expect(running.session.readClickedImage({ src: source() })).toEqual({ found: true });
    expect(running.asked).toHaveLength(0);
    await vi.waitFor(() => expect(notice()?.innerText).toBe('Reading the faces…'));
    expect(iou(boxOf(notice()?.parentElement as Element), boxOf(image as Element))).toBeGreaterThan(0.99);
    await vi.waitFor(() => expect(running.asked[0]?.priority).toBe('asked'));
    held.release();
    await faceCount(1);
    expect(notice()).toBeUndefined();
  });

  it('works twice', async () => {
    const [image] = await mount(`<img width="300" src="${source()}">`);
    running = await startSession(OFF);
    for (let times = 0; times < 2; times += 1) {
      await clickOn(image as Element);
      expect(running.session.readClickedImage({ src: source() }).found).toBe(true);
      await faceCount(1);
      expect(notice()).toBeUndefined();
    }
  });

  it('finds the very image of several with the same address, under something transparent', async () => {
    const cover = '<div id="cover" style="position:absolute;inset:0"></div>';
    const images = await mount(
      `<img width="200" src="${source()}"><figure style="position:relative"><img width="200" src="${source()}">${cover}</figure>`,
    );
    running = await startSession(OFF);
    await userEvent.click(document.querySelector('#cover') as Element, {
      button: 'right',
      position: { x: 60, y: 60 },
    });
    expect(running.session.readClickedImage({ src: source() }).found).toBe(true);
    await faceCount(1);
    const layer = drawnFaces()[0]?.parentElement as Element;
    expect(iou(boxOf(layer), boxOf(images[1] as Element))).toBeGreaterThan(0.97);
  });

  it('says at an image that has no pixels that the page has not loaded it', async () => {
    const [whole] = await mount(`<img width="200" src="${source()}">`);
    whole?.insertAdjacentHTML('afterend', '<img width="200" height="150" src="data:image/png;base64,AAAA">');
    const broken = whole?.nextElementSibling as HTMLImageElement;
    await broken.decode().catch(() => undefined);
    running = await startSession(OFF);
    await clickOn(broken);
    expect(running.session.readClickedImage({ src: broken.src })).toEqual({ found: true });
    await vi.waitFor(() =>
      expect(notice()?.innerText ?? '').toContain('The page has not loaded this image.'),
    );
    expect(iou(boxOf(notice()?.parentElement as Element), boxOf(broken))).toBeGreaterThan(0.97);
    expect(running.asked).toHaveLength(0);
  });

  it('trusts only the person: a made-up event points at nothing', async () => {
    const images = await mount(`<img width="200" src="${source(1)}"><img width="200" src="${source(2)}">`);
    running = await startSession(OFF);
    images[0]?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, clientX: 50, clientY: 50 }));
    expect(running.session.readClickedImage({ src: 'https://elsewhere.test/' })).toEqual({ found: false });
    expect(running.session.readClickedImage({ src: source(2) })).toEqual({ found: true });
    await faceCount(1);
  });

  it('says that there is no face', async () => {
    const [image] = await mount(`<img width="300" src="${source()}">`);
    running = await startSession(OFF, () => readingOf([]));
    await clickOn(image as Element);
    running.session.readClickedImage({ src: source() });
    await vi.waitFor(() => expect(notice()?.innerText).toContain('No face found'));
  });

  it('says when every expression is less probable than the person wants', async () => {
    const [image] = await mount(`<img width="300" src="${source()}">`);
    const faint = readingOf([faceAt(MIDDLE_FACE, 'fear', 0.3)]);
    running = await startSession({ ...OFF, leastConfidence: 0.5 }, () => faint);
    await clickOn(image as Element);
    running.session.readClickedImage({ src: source() });
    await vi.waitFor(() => expect(notice()?.innerText).toContain('least confidence'));
  });

  it('says why an image could not be read; the reason can be dismissed, and all is gone', async () => {
    const reason = 'The image could not be loaded: 403';
    const [image] = await mount(`<img width="300" src="${source()}">`);
    running = await startSession(OFF, () => ({ ok: false, failure: 'damaged-image', reason }));
    await clickOn(image as Element);
    running.session.readClickedImage({ src: source() });
    await vi.waitFor(() => expect(notice()?.innerText).toContain(reason));
    expect(notice()?.role).toBe('status');
    const close = notice()?.querySelector('button') as HTMLButtonElement;
    const box = boxOf(close);
    await pressAt(box.x + box.width / 2, box.y + box.height / 2);
    // Long before it would go by itself.
    await vi.waitFor(() => expect(notice()).toBeUndefined(), { timeout: 5000 });
    expect(overlayRoot()?.querySelector('.picture')).toBeNull();
  });

  it.each([
    ['taller than the window', 'width="300" height="4000"'],
    ['small, at the very edge', 'width="40" height="40" style="position:absolute;left:0;top:0"'],
  ])('says it where it can be seen, on a picture that is %s', async (_name, attributes) => {
    const [image] = await mount(`<img ${attributes} src="${source()}">`);
    running = await startSession(OFF, () => readingOf([]));
    await userEvent.click(image as Element, { button: 'right', position: { x: 10, y: 10 } });
    running.session.readClickedImage({ src: source() });
    await vi.waitFor(() => expect(notice()?.innerText).toContain('No face found'));
    const box = boxOf(notice() as Element);
    const view = { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight };
    expect(overlap(box, view)).toBeCloseTo(box.width * box.height, 0);
  });

  it('lets a reason go by itself', async () => {
    const [image] = await mount(`<img width="300" src="${source()}">`);
    running = await startSession(OFF, () => readingOf([]));
    await clickOn(image as Element);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      running.session.readClickedImage({ src: source() });
      await vi.advanceTimersByTimeAsync(100);
      expect(notice()?.innerText).toContain('No face found');
      vi.advanceTimersByTime(10_000);
      expect(notice()).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('reads a picture that is too small to be read unasked', async () => {
    const [image] = await mount(`<img width="28" height="28" src="${bitmap(28, 28, MIDDLE_FACE)}">`);
    running = await startSession();
    await clickOn(image as Element);
    expect(running.session.readClickedImage({ src: image?.src ?? '' }).found).toBe(true);
    await faceCount(1);
  });

  it('leaves no badge behind when the picture goes', async () => {
    const [image] = await mount(`<img width="300" src="${source()}">`);
    running = await startSession(OFF);
    await clickOn(image as Element);
    running.session.readClickedImage({ src: source() });
    await faceCount(1);
    image?.remove();
    await faceCount(0);
  });
});

it('is answered though the settings come later, and say that nothing is to be read here', async () => {
  const [image] = await mount(`<img width="300" src="${source()}">`);
  const held = heldAnswers();
  const settings = Promise.withResolvers<void>();
  running = await startSession(OFF, held.answer, settings.promise);
  await clickOn(image as Element);
  expect(running.session.readClickedImage({ src: source() })).toEqual({ found: true });
  await vi.waitFor(() => expect(held.count).toBe(1));
  settings.resolve();
  await settings.promise;
  held.release();
  await faceCount(1);
});
