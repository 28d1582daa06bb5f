import { afterEach, describe, expect, it, vi } from 'vitest';
import { bitmap, mount } from './support/bitmaps.ts';
import { drawn, drawnBadges, drawnFaces, overlayRoot } from './support/roots.ts';
import { labelMessages, MIDDLE_FACE, type RunningSession, startSession } from './support/sessions.ts';

let running: RunningSession;
afterEach(() => {
  running.end();
  document.body.innerHTML = '';
});

const open = async (settings: Parameters<typeof startSession>[0]) => {
  await mount(`<img width="400" src="${bitmap(400, 300, MIDDLE_FACE)}">`);
  running = await startSession(settings);
  await vi.waitFor(() => expect(drawnBadges()).toHaveLength(1));
};
const heightOf = (badge = drawnBadges()[0]) => badge?.getBoundingClientRect().height ?? 0;
const tintOf = (face = drawnFaces()[0]) => face && getComputedStyle(face).getPropertyValue('--tint').trim();

describe('the text size', () => {
  it('of badges follows the setting at once', async () => {
    await open({ labelSize: 'small' });
    const small = heightOf();
    running.set({ labelSize: 'large' });
    await vi.waitFor(() => expect(heightOf()).toBeGreaterThan(small * 1.5));
    running.set({});
    await vi.waitFor(() => expect(heightOf()).toBe(24));
  });
});

describe('the colours', () => {
  it('follow the palette', async () => {
    await open({});
    expect(tintOf()).toBe('#f2b31b');
    running.set({ palette: 'colour-safe' });
    await vi.waitFor(() => expect(tintOf()).toBe('#f0e442'));
  });
});

describe('the language of labels', () => {
  it('is told to the card with its direction, and is the browser’s where its texts cannot be had', async () => {
    Object.assign(labelMessages, {
      language: 'ar',
      expression_happiness_label: 'فرح',
      expression_happiness_sentence: 'يُظهر الوجه تعبير فرح',
      label_caution: 'التعبير ليس شعورًا.',
    });
    await open({ labelLanguage: 'ar' });
    expect(drawnBadges()[0]?.textContent).toContain('فرح');
    drawnBadges()[0]?.focus();
    await vi.waitFor(() => expect(drawn('.card')).toHaveLength(1));
    const card = overlayRoot()?.querySelector<HTMLElement>('.card');
    expect([card?.lang, card?.dir]).toEqual(['ar', 'rtl']);
    expect(card?.textContent).toContain('التعبير ليس شعورًا.');
    running.set({ labelLanguage: 'browser' });
    await vi.waitFor(() => expect(drawnBadges()[0]?.textContent).toContain('Happy'));
  });
});
