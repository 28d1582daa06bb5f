import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { intersect, within } from '../../../src/page/overlay/rect.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { pointAt, pressAt } from './support/pointer.ts';
import { drawn, drawnBadges, drawnFaces, overlayRoot } from './support/roots.ts';
import { boxOf, frames, iou, middleOf, screenPixels } from './support/screen.ts';

const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

let close = () => {};

beforeEach(async () => {
  await page.viewport(800, 600);
});
afterEach(() => {
  close();
  document.body.innerHTML = '';
  window.scrollTo(0, 0);
});

async function annotate(html: string): Promise<HTMLImageElement[]> {
  const images = await mount(html.replaceAll('SOURCE', bitmap(400, 300, FACE)));
  const opened = openOverlay();
  close = opened.close;
  for (const image of images) opened.overlay.draw(pictureOf(image), [faceAt(FACE)]);
  await frames(3);
  return images;
}

const onTop = () => overlayRoot()?.querySelector('.on-top') as HTMLElement;
const faceOf = (image: Element) =>
  drawnFaces().find((face) => iou(boxOf(face), within(boxOf(image), FACE)) > 0.95);
const isOver = (image: Element) => {
  const face = faceOf(image);
  return face !== undefined && onTop().contains(face);
};

/** Whether pixels of the frame's own colour are seen where the overlay has drawn it. */
async function seesFrame(face: Element): Promise<boolean> {
  const pixels = await screenPixels();
  const { x, y, width } = intersect(boxOf(face), { x: 0, y: 0, width: 800, height: 600 });
  let yellow = 0;
  for (let at = x + 12; at < x + width - 12; at += 1) {
    const [red = 0, green = 0, blue = 255] = pixels.data.subarray(
      (Math.round(y + 1) * pixels.width + Math.round(at)) * 4,
    );
    if (red > 200 && green > 140 && blue < 90) yellow += 1;
  }
  return yellow > width / 2;
}

describe('in the top layer', () => {
  it.each([
    ['a modal dialog', '<dialog id="top"><img width="300" src="SOURCE"></dialog>', 'showModal'],
    ['a popover', '<div id="top" popover="auto"><img width="300" src="SOURCE"></div>', 'showPopover'],
    [
      'a popover that another holds',
      '<div id="top" popover="manual"><img width="300" src="SOURCE"></div>',
      'showPopover',
    ],
  ])('%s has its badges over it, and takes them along', async (_, html, show) => {
    const [image] = await annotate(`${html}<p>Text</p>`);
    if (image === undefined) throw new Error('There is no picture.');
    expect(drawnFaces()).toHaveLength(0);
    const top = document.querySelector('#top') as HTMLDialogElement;
    top[show as 'showModal']();
    const focused = document.activeElement;
    await vi.waitFor(() => expect(isOver(image)).toBe(true));
    expect(await seesFrame(faceOf(image) as Element)).toBe(true);
    expect(document.activeElement).toBe(focused);
    if (top instanceof HTMLDialogElement) top.close();
    else (top as HTMLElement).hidePopover();
    await vi.waitFor(() => {
      expect(drawnFaces()).toHaveLength(0);
      expect(onTop().matches(':popover-open')).toBe(false);
    });
  });

  it('a dialog covers the badges of the page behind it, and its backdrop dims them', async () => {
    const [behind, inside] =
      await annotate(`<style>dialog { background: white } dialog::backdrop { background: rgb(0 0 0 / 0.9) }</style>
      <img width="300" style="position:absolute;left:20px;top:20px" src="SOURCE">
      <dialog><img width="300" src="SOURCE"></dialog>`);
    const dialog = document.querySelector('dialog');
    dialog?.showModal();
    await vi.waitFor(() => expect(isOver(inside as Element)).toBe(true));
    const face = faceOf(behind as Element);
    if (face) expect(await seesFrame(face)).toBe(false);
    dialog?.close();
    await vi.waitFor(() => expect(faceOf(behind as Element)).toBeDefined());
    await vi.waitFor(async () => expect(await seesFrame(faceOf(behind as Element) as Element)).toBe(true));
  });

  it('a second dialog over the first hides the badges of what it covers', async () => {
    const [lower, upper] =
      await annotate(`<dialog id="a" style="inset:20px auto auto 20px;margin:0"><img width="300" src="SOURCE"></dialog>
      <dialog id="b" style="inset:60px auto auto 60px;margin:0"><img width="340" src="SOURCE"></dialog>`);
    document.querySelector<HTMLDialogElement>('#a')?.showModal();
    await vi.waitFor(() => expect(isOver(lower as Element)).toBe(true));
    document.querySelector<HTMLDialogElement>('#b')?.showModal();
    await vi.waitFor(() => {
      expect(isOver(upper as Element)).toBe(true);
      expect(drawnFaces()).toHaveLength(1);
    });
    expect(await seesFrame(faceOf(upper as Element) as Element)).toBe(true);
    document.querySelector<HTMLDialogElement>('#b')?.close();
    await vi.waitFor(() => expect(isOver(lower as Element)).toBe(true));
  });

  it('the card of a badge over a dialog opens under the pointer, though all but the dialog is inert', async () => {
    const [image] = await annotate('<dialog><img width="300" src="SOURCE"></dialog>');
    document.querySelector('dialog')?.showModal();
    await vi.waitFor(() => expect(isOver(image as Element)).toBe(true));
    const badge = boxOf(drawnBadges()[0] as Element);
    await pointAt(badge.x + 8, badge.y + badge.height / 2);
    await vi.waitFor(() => expect(drawn('.card')).toHaveLength(1));
    expect(onTop().contains(drawn('.card')[0] as Element)).toBe(true);
    await pointAt(5, 5);
    await vi.waitFor(() => expect(drawn('.card')).toHaveLength(0));
  });

  it('the card of a badge over a dialog is worked by the pointer, and the dialog does not notice', async () => {
    const [image] = await annotate('<dialog><img width="300" src="SOURCE"></dialog>');
    const dialog = document.querySelector('dialog') as HTMLDialogElement;
    dialog.showModal();
    await vi.waitFor(() => expect(isOver(image as Element)).toBe(true));
    const heard: string[] = [];
    for (const type of ['pointerdown', 'mousedown', 'click'])
      dialog.addEventListener(type, (event) => heard.push(event.type));
    const badge = boxOf(drawnBadges()[0] as Element);
    await pressAt(badge.x + 8, badge.y + badge.height / 2);
    await vi.waitFor(() => expect(drawn('.card')).toHaveLength(1));
    await pointAt(5, 5);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await pointAt(...middleOf(drawn('.card .scores')[0] as Element));
    await pressAt(...middleOf(drawn('.card .scores')[0] as Element));
    expect(drawn('.card')).toHaveLength(1);
    await pressAt(...middleOf(drawn('.card .sign')[0] as Element));
    await vi.waitFor(() => expect(drawn('.card')).toHaveLength(0));
    expect(heard).toEqual([]);
    await pressAt(...middleOf(image as Element));
    expect(heard).toEqual(['pointerdown', 'mousedown', 'click']);
  });

  it('what scrolls with the page does so there too, without any script', async () => {
    const [image] = await annotate(`<div style="height:3000px"></div>
      <div id="top" popover="manual" style="position:absolute;inset:80px auto auto 50px;margin:0"><img width="300" src="SOURCE"></div>`);
    document.querySelector<HTMLElement>('#top')?.showPopover();
    await vi.waitFor(() => expect(isOver(image as Element)).toBe(true));
    await frames(20);
    const measured = vi.spyOn(Element.prototype, 'getBoundingClientRect');
    window.scrollTo(0, 60);
    await frames(2);
    expect(measured).not.toHaveBeenCalled();
    measured.mockRestore();
    expect(isOver(image as Element)).toBe(true);
  });

  it('nothing is put there while no picture is there', async () => {
    const [image] = await annotate('<img width="300" src="SOURCE"><div id="top" popover="manual">Text</div>');
    document.querySelector<HTMLElement>('#top')?.showPopover();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(onTop().matches(':popover-open')).toBe(false);
    expect(document.querySelectorAll(':popover-open')).toHaveLength(1);
    expect(faceOf(image as Element)).toBeDefined();
  });
});
