import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { overlap } from '../../../src/page/overlay/rect.ts';
import type { Face, Reading } from '../../../src/vision/types.ts';
import { emulateMedia } from '../ui/render.tsx';
import { bitmap, mount } from './support/bitmaps.ts';
import { cardParts, cardSurroundings, type Sent } from './support/cards.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drag, pointAt, pressAt } from './support/pointer.ts';
import { drawn, drawnBadges, overlayRoot } from './support/roots.ts';
import { boxOf, frames, middleOf } from './support/screen.ts';

const FACE = { x: 0.3, y: 0.4, width: 0.3, height: 0.4 };
const SECOND = { x: 0.7, y: 0.4, width: 0.2, height: 0.3 };
const FACES = [faceAt(FACE), faceAt(SECOND, 'contempt', 0.4)];

let close = () => {};
let image: HTMLImageElement;
let sent: Sent[];
let hidden: string[];

const reading = (faces: readonly Face[], crops?: string): Reading => ({
  width: 640,
  height: 480,
  faces,
  models: { detector: 'd', classifier: 'c' },
  backend: 'wasm',
  timings: { detect: 1, align: 1, classify: 1 },
  crops,
});

interface Circumstances {
  readonly answer?: (name: string) => unknown;
  readonly isPrivate?: boolean;
  readonly read?: Reading | undefined;
}

async function annotate(faces: Face[] = FACES, circumstances: Circumstances = {}): Promise<void> {
  const { answer, isPrivate, read = reading(faces, 'a name') } = circumstances;
  const { parts, sent: asked } = cardParts(answer, isPrivate);
  sent = asked;
  const hide = ({ address }: { address: string }) => void hidden.push(address);
  const opened = openOverlay({}, { ...cardSurroundings(read, parts), hide });
  close = opened.close;
  opened.overlay.draw(pictureOf(image), faces);
  await frames(3);
}

const badge = (index = 0) => drawnBadges()[index] as HTMLElement;
const card = () => drawn('.card')[0];
const theCard = () => vi.waitUntil(card);
const focused = () => overlayRoot()?.activeElement;
const buttonNamed = (name: string) =>
  drawn('.card button').find((each) => (each.ariaLabel ?? each.textContent)?.includes(name));
const theButton = (name: string) => vi.waitUntil(() => buttonNamed(name));
const press = async (name: string) => pressAt(...middleOf(await theButton(name)));
const pointAtBadge = (index = 0) => pointAt(...middleOf(badge(index)));
const isGone = () => vi.waitFor(() => expect(card()).toBeUndefined());

/** Opens the card of the first badge as a person does on a keyboard. */
async function enterCard(): Promise<HTMLElement> {
  document.querySelector('a')?.focus();
  await userEvent.tab();
  await theCard();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()).toBe(card()));
  return await theCard();
}

beforeEach(async () => {
  await page.viewport(900, 700);
  hidden = [];
  const source = bitmap(640, 480, FACE);
  const html = `<a href="#x"><img width="600" height="450" style="display:block;margin:80px" alt="" src="${source}"></a>`;
  [image] = (await mount(html)) as [HTMLImageElement];
  await pointAt(1, 1);
});
afterEach(async () => {
  close();
  await emulateMedia({});
});

describe('the card of a badge, by pointer', () => {
  it('shows all scores while the badge is pointed at, and goes after', async () => {
    await annotate();
    expect(card()).toBeUndefined();
    await pointAtBadge();
    const shown = await theCard();
    const rows = [...shown.querySelectorAll('.score')].map((row) => row.textContent);
    expect(rows).toEqual(['😊Happy90%', '😐Neutral10%']);
    const bars = [...shown.querySelectorAll('.fill')].map((bar) => bar.getBoundingClientRect().width);
    expect((bars[0] ?? 0) / (bars[1] ?? 1)).toBeCloseTo(9, 1);
    await pointAt(1, 1);
    await isGone();
  });

  it('opens beside the face, inside the viewport', async () => {
    await annotate();
    await pointAtBadge(1);
    const box = boxOf(await theCard());
    expect(overlap(box, boxOf(badge(1)))).toBe(0);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(document.documentElement.clientWidth);
    expect(box.y + box.height).toBeLessThanOrEqual(window.innerHeight);
  });

  it('waits for the pointer that comes to it, and stays as long as that is there', async () => {
    await annotate();
    await pointAtBadge();
    const shown = await theCard();
    // The pointer is as quick as a person's, however slow the machine.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await pointAt(1, 1);
      await pointAt(...middleOf(shown));
      await frames(2);
      vi.advanceTimersByTime(700);
      expect(card()).toBe(shown);
    } finally {
      vi.useRealTimers();
    }
    await pointAt(1, 1);
    await isGone();
  });

  it('is kept open by a press on the badge, and closed by the next, by its sign, or by a press elsewhere', async () => {
    await annotate();
    const open = async () => {
      await pressAt(...middleOf(badge()));
      await theCard();
      await pointAt(1, 1);
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(card()).toBeDefined();
    };
    await open();
    await pressAt(...middleOf(badge()));
    await isGone();
    await open();
    await press('Close');
    await isGone();
    await open();
    await pressAt(400, 650);
    await isGone();
  });

  it('leaves to the page what the person drags, also where they let go of it on a badge', async () => {
    await annotate();
    const heard: string[] = [];
    const controller = new AbortController();
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
      document.addEventListener(type, (event) => heard.push(event.type), { signal: controller.signal });
    await drag([850, 650], middleOf(badge()));
    controller.abort();
    expect(heard).toEqual(['pointerdown', 'mousedown', 'pointerup', 'mouseup']);
    expect(card()).toBeUndefined();
    // Whose pointer stays on it afterwards means it.
    await pointAt(1, 1);
    await pointAtBadge();
    await theCard();
  });

  it('goes along with its face when a part of the page is scrolled, and closes when that is gone', async () => {
    document.body.innerHTML = `<div style="height:500px;overflow:auto"><img width="600" height="450" style="display:block;margin:60px 0 1500px" alt="" src="${bitmap(640, 480, FACE)}"></div>`;
    [image] = [...document.images] as [HTMLImageElement];
    await image.decode();
    await annotate();
    await pressAt(...middleOf(badge()));
    await Promise.all((await theCard()).getAnimations().map(({ finished }) => finished));
    const before = boxOf(await theCard()).y - boxOf(badge()).y;
    const scroller = document.querySelector('div') as HTMLElement;
    scroller.scrollTop = 40;
    await frames(6);
    expect(boxOf(await theCard()).y - boxOf(badge()).y).toBeCloseTo(before, 0);
    scroller.scrollTop = 1400;
    await isGone();
  });
});

describe('the card of a badge, by keyboard', () => {
  it('is shown when the badge is reached, lets the Tab key go on, and takes the focus at Enter', async () => {
    await annotate();
    document.querySelector('a')?.focus();
    await userEvent.tab();
    expect(focused()).toBe(badge(0));
    expect((await theCard()).textContent).toContain('The face shows a happy expression');
    await userEvent.tab();
    expect(focused()).toBe(badge(1));
    await vi.waitFor(() => expect(card()?.textContent).toContain('contemptuous'));
    await userEvent.keyboard(' ');
    await vi.waitFor(() => expect(focused()).toBe(card()));
    expect(badge(1).ariaExpanded).toBe('true');
  });

  it('gives the focus back at Escape and stays away', async () => {
    await annotate();
    await enterCard();
    await userEvent.keyboard('{Escape}');
    expect(card()).toBeUndefined();
    expect(focused()).toBe(badge(0));
    expect(badge().ariaExpanded).toBe('false');
    await frames(3);
    expect(card()).toBeUndefined();
  });

  it.each([
    ['{Tab}', 'the last button'],
    ['{Shift>}{Tab}{/Shift}', 'its beginning'],
  ])('leads back to its badge with %s at %s', async (keys, from) => {
    await annotate();
    const shown = await enterCard();
    if (from === 'the last button') [...shown.querySelectorAll('button')].at(-1)?.focus();
    await userEvent.keyboard(keys);
    expect(focused()).toBe(badge(0));
    expect(card()).toBeUndefined();
  });

  it('is closed by Escape also where only the pointer has opened it, and the page does not hear of that', async () => {
    await annotate();
    const heard: string[] = [];
    const listen = ({ key }: KeyboardEvent) => heard.push(key);
    document.addEventListener('keydown', listen);
    await pointAtBadge();
    await theCard();
    await userEvent.keyboard('{Escape}');
    await isGone();
    await userEvent.keyboard('{Escape}');
    document.removeEventListener('keydown', listen);
    expect(heard).toEqual(['Escape']);
  });
});

describe('what the card says', () => {
  it('is the face as the network saw it, with its name', async () => {
    await annotate();
    await pointAtBadge();
    const crop = await vi.waitUntil(() => drawn('.card canvas')[0] as HTMLCanvasElement | undefined);
    expect(sent).toEqual([{ name: 'faceCrop', request: { crops: 'a name', face: 0 } }]);
    expect([crop.width, crop.role, crop.ariaLabel]).toEqual([48, 'img', 'The face as the network saw it']);
    const pixels = crop.getContext('2d')?.getImageData(0, 0, 48, 1).data ?? [];
    expect([pixels[0], pixels[4], pixels[47 * 4]]).toEqual([0, 5, 235]);
  });

  it('is that there is no picture of the face, where the engine holds none', async () => {
    await annotate(FACES, { answer: (name) => (name === 'faceCrop' ? null : undefined) });
    await pointAtBadge();
    const sight = await vi.waitUntil(() => drawn('.card [role="img"]')[0]);
    expect(sight.ariaLabel).toBe('What the network saw of this face is not in memory any more.');
  });

  it.each<[string, Face, RegExp]>([
    [
      'two are close',
      { ...faceAt(SECOND, 'contempt', 0.45), scores: { contempt: 0.45, anger: 0.4, neutral: 0.15 } },
      /^It wavers: “Contemptuous” has 45%, and “Angry” has 40%\.$/,
    ],
    [
      'all are weak',
      { ...faceAt(SECOND, 'fear', 0.4), scores: { fear: 0.4, anger: 0.2, neutral: 0.2, sadness: 0.2 } },
      /^No expression stands out: “Fearful” is ahead with only 40%\.$/,
    ],
    [
      'the face is small',
      { ...faceAt({ ...SECOND, width: 0.05 }, 'fear', 0.4), scores: { fear: 0.4, anger: 0.2, neutral: 0.4 } },
      /The face is small, too: 32 pixels across\.$/,
    ],
  ])('is why the label is not to be trusted: %s', async (_case, face, words) => {
    await annotate([face]);
    await pointAtBadge();
    expect((await theCard()).querySelector('.uncertain')?.textContent).toBe('Uncertain');
    expect(card()?.querySelector('.why')?.textContent).toMatch(words);
  });

  it('is nothing of doubt where there is none', async () => {
    await annotate();
    await pointAtBadge();
    expect((await theCard()).querySelector('.why, .uncertain')).toBeNull();
  });

  it('goes through all faces of the picture', async () => {
    await annotate();
    await enterCard();
    await press('The next face');
    await vi.waitFor(() => expect(card()?.textContent).toContain('Face 2 of 2'));
    expect(card()?.textContent).toContain('contemptuous');
    await press('The next face');
    await vi.waitFor(() => expect(card()?.textContent).toContain('Face 1 of 2'));
    await press('The face before');
    await vi.waitFor(() => expect(card()?.textContent).toContain('Face 2 of 2'));
    await userEvent.keyboard('{Escape}');
    expect(focused()).toBe(badge(1));
  });

  it('of a film that plays is no more than can be kept right', async () => {
    await annotate([FACES[0] as Face], { read: undefined });
    // A reading that is not known is not the same as the default of these tests.
    close();
    const { parts } = cardParts();
    const opened = openOverlay({}, cardSurroundings(undefined, parts));
    close = opened.close;
    opened.overlay.draw(pictureOf(image), [FACES[0] as Face]);
    await frames(3);
    await pointAtBadge();
    await theCard();
    expect(buttonNamed('Wrong?')).toBeUndefined();
    expect(buttonNamed('Look inside')).toBeUndefined();
    expect(buttonNamed('Hide on this image')).toBeDefined();
  });
});

describe('what can be done in the card', () => {
  it('is to say what the face shows: kept with the scores, and without the face unless that is agreed to', async () => {
    await annotate();
    await enterCard();
    await press('Wrong?');
    expect(buttonNamed('Happy')).toBeUndefined();
    await press('Sad');
    await vi.waitFor(() =>
      expect(drawn('.card .said')[0]?.textContent).toMatch(/^Kept on this device: Sad\./),
    );
    const plain = { label: 'sadness', said: 'happiness', uncertain: false, scores: FACES[0]?.scores };
    const models = { detector: 'd', classifier: 'c' };
    expect(sent.at(-1)).toEqual({ name: 'keepCorrection', request: { ...plain, models } });
    await press('Wrong?');
    await press('Keep the small gray picture');
    await press('Fearful');
    await vi.waitFor(() => expect(sent).toHaveLength(3));
    const crop = expect.stringMatching(/^data:image\/png;base64,/);
    expect(sent.at(-1)?.request).toEqual({ ...plain, label: 'fear', models, crop });
  });

  it('is told to have failed where the answer could not be kept', async () => {
    await annotate(FACES, { answer: (name) => (name === 'keepCorrection' ? new Error('Full.') : undefined) });
    await enterCard();
    await press('Wrong?');
    await press('Sad');
    await vi.waitFor(() => expect(drawn('.card .said')[0]?.textContent).toBe('It could not be kept.'));
  });

  it('keeps nothing in a private window, and says so', async () => {
    await annotate(FACES, { isPrivate: true });
    await enterCard();
    await press('Wrong?');
    await vi.waitFor(() =>
      expect(drawn('.card .said')[0]?.textContent).toBe('Nothing is kept of private windows.'),
    );
    expect(drawn('.card .panel')).toEqual([]);
    expect(sent.map(({ name }) => name)).toEqual(['faceCrop']);
  });

  it('is to hide the faces of this image, and of the site', async () => {
    await annotate();
    await enterCard();
    await press('Hide on this image');
    expect(hidden).toEqual([image.currentSrc]);
    await press('Hide on this site');
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ name: 'blockSite', request: undefined }));
  });

  it('is to open the viewer on this face', async () => {
    await annotate();
    await enterCard();
    await press('Look inside');
    await vi.waitFor(() => expect(sent.at(-1)?.name).toBe('openViewer'));
    expect(sent.at(-1)?.request).toEqual({
      source: { kind: 'bytes', dataUrl: image.currentSrc },
      name: image.currentSrc.slice(0, 2000),
      face: { x: expect.closeTo(0.45, 5), y: expect.closeTo(0.6, 5) },
    });
  });

  it('is done by the person alone, not by a script', async () => {
    await annotate();
    await enterCard();
    for (const button of drawn('.card button')) button.click();
    badge(1).click();
    await frames(2);
    expect(hidden).toEqual([]);
    expect(sent.map(({ name }) => name)).toEqual(['faceCrop']);
    expect(card()?.textContent).toContain('Face 1 of 2');
  });

  it('tells the page nothing', async () => {
    const heard: string[] = [];
    const types = [
      'click',
      'pointerdown',
      'mousedown',
      'keydown',
      'keyup',
      'focusin',
      'focusout',
      'input',
      'change',
      'scroll',
    ];
    await annotate();
    document.querySelector('a')?.focus();
    const before = document.documentElement.outerHTML;
    for (const type of types) document.addEventListener(type, (event) => heard.push(event.type));
    await pressAt(...middleOf(badge()));
    await press('Wrong?');
    await press('Keep the small gray picture');
    await press('Sad');
    await press('Close');
    await isGone();
    // The focus leaves the link, as at any press beside it.
    expect(heard.filter((type) => type !== 'focusout')).toEqual([]);
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

const APPEARANCES = [
  { 'prefers-color-scheme': 'light' },
  { 'prefers-color-scheme': 'dark' },
  { 'forced-colors': 'active', 'prefers-color-scheme': 'light' },
  { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' },
] as const;

describe.each(APPEARANCES)('in %o', (appearance) => {
  it('gives axe nothing to complain about', async () => {
    await annotate();
    await enterCard();
    await vi.waitUntil(() => drawn('.card canvas')[0]);
    await press('Wrong?');
    const sheets = [...(overlayRoot()?.adoptedStyleSheets ?? [])];
    // axe cannot look into a closed root: the same elements, under the same rules, in an open one.
    const stage = document.createElement('main');
    document.body.replaceChildren(stage);
    const open = stage.attachShadow({ mode: 'open' });
    open.adoptedStyleSheets = sheets;
    open.append(...(overlayRoot()?.childNodes ?? []));
    // What pages cannot search, axe does not judge either; people see it all the same.
    for (const element of open.querySelectorAll<HTMLElement>('[inert]')) element.inert = false;
    await emulateMedia(appearance);
    // Nothing is judged while it is only half to be seen.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    await Promise.all((open.querySelector('.card')?.getAnimations() ?? []).map(({ finished }) => finished));
    expect(open.querySelectorAll('.card .choice')).toHaveLength(7);
    const { violations, passes } = await axe.run(stage, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    expect(passes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['color-contrast', 'aria-dialog-name']),
    );
  });
});

it('does not move where motion is not wanted', async () => {
  await emulateMedia({ 'prefers-reduced-motion': 'reduce' });
  await annotate();
  await pointAtBadge();
  expect((await theCard()).getAnimations()).toEqual([]);
});
