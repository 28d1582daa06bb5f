import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type NewCorrection, newCorrectionSchema } from '../../../src/corrections/correction.ts';
import { correctionsToJson } from '../../../src/corrections/corrections-file.ts';
import {
  addCorrection,
  CORRECTIONS_KEY,
  clearCorrections,
  MOST_CORRECTIONS,
  readCorrections,
  removeCorrection,
  watchCorrections,
} from '../../../src/corrections/store.ts';

const GIVEN: NewCorrection = {
  label: 'sadness',
  said: 'neutral',
  uncertain: true,
  scores: { neutral: 0.6, sadness: 0.4 },
  models: { detector: 'd', classifier: 'c' },
};

beforeEach(() => fakeBrowser.reset());

describe('corrections', () => {
  it('are kept in the order in which they are given, and removed one by one or all', async () => {
    await Promise.all([addCorrection(GIVEN, 1), addCorrection({ ...GIVEN, label: 'fear' }, 2)]);
    const [first, second] = await readCorrections();
    expect([first?.label, first?.at, second?.label]).toEqual(['sadness', 1, 'fear']);
    await removeCorrection(first?.id ?? '');
    expect((await readCorrections()).map(({ label }) => label)).toEqual(['fear']);
    await clearCorrections();
    expect(await readCorrections()).toEqual([]);
    expect(await fakeBrowser.storage.local.get(CORRECTIONS_KEY)).toEqual({});
  });

  it('are bounded: the oldest gives way', async () => {
    const full = Array.from({ length: MOST_CORRECTIONS }, (_, at) => ({ ...GIVEN, id: `${at}`, at }));
    await fakeBrowser.storage.local.set({ [CORRECTIONS_KEY]: full });
    await addCorrection(GIVEN, 7777);
    const kept = await readCorrections();
    expect(kept).toHaveLength(MOST_CORRECTIONS);
    expect([kept[0]?.id, kept.at(-1)?.at]).toEqual(['1', 7777]);
  });

  it('that are broken cost the others nothing', async () => {
    const stored = [{ ...GIVEN, id: 'a', at: 1 }, { ...GIVEN, id: 'b', at: 1, label: 'joy' }, null, 'x'];
    await fakeBrowser.storage.local.set({ [CORRECTIONS_KEY]: stored });
    expect((await readCorrections()).map(({ id }) => id)).toEqual(['a']);
    await fakeBrowser.storage.local.set({ [CORRECTIONS_KEY]: 'nonsense' });
    expect(await readCorrections()).toEqual([]);
  });

  it('are told again after each change, until nobody listens', async () => {
    const controller = new AbortController();
    const told: number[] = [];
    await watchCorrections(controller.signal, (corrections) => void told.push(corrections.length));
    await addCorrection(GIVEN);
    await vi.waitFor(() => expect(told).toEqual([0, 1]));
    controller.abort();
    await addCorrection(GIVEN);
    expect(told).toEqual([0, 1]);
  });

  it('hold nothing of a page, and no crop that is no PNG', () => {
    const parsed = v.parse(newCorrectionSchema, { ...GIVEN, page: 'https://a.example/', image: 'b.png' });
    expect(parsed).toEqual(GIVEN);
    expect(v.is(newCorrectionSchema, { ...GIVEN, crop: 'data:image/png;base64,AAAA' })).toBe(true);
    expect(v.is(newCorrectionSchema, { ...GIVEN, crop: 'https://a.example/b.png' })).toBe(false);
    expect(v.is(newCorrectionSchema, { ...GIVEN, crop: `data:image/png;base64,${'A'.repeat(30_000)}` })).toBe(
      false,
    );
  });

  it('are taken along as JSON, without the names that they have here', () => {
    const file = JSON.parse(correctionsToJson([{ ...GIVEN, id: 'a', at: 0 }]));
    expect(file).toEqual({
      format: 'mien-corrections',
      version: 1,
      corrections: [{ ...GIVEN, at: '1970-01-01T00:00:00.000Z' }],
    });
  });
});
