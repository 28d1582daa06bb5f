import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/page/ledger.ts';
import { face, picture, reading } from './support/fakes.ts';

describe('the ledger', () => {
  it('counts what is shown and what became of it', () => {
    const ledger = new Ledger();
    const [read, failed, waiting, untouched] = ['a', 'b', 'c', 'd'].map((name) => picture(name));
    const small = picture('small', { width: 31, height: 600 });
    for (const each of [read, failed, waiting, untouched, small]) if (each) ledger.show(each);
    if (read) ledger.settle(read, reading([face('happiness', 0.9), face('sadness', 0.4)]));
    if (failed)
      ledger.settle(failed, { ok: false, failure: 'http', reason: 'The image could not be loaded: 404' });
    if (waiting) ledger.wait(waiting);
    expect(ledger.counts(0)).toEqual({ seen: 4, read: 1, waiting: 1, failed: 1, faces: 2 });
    expect(ledger.expressions(0)).toEqual({ happiness: 1, sadness: 1 });
    expect(ledger.expressions(0.5)).toEqual({ happiness: 1 });
    expect(
      [...ledger.pictures].map((each) => ledger.recordOf(each)).map(({ status, reason }) => [status, reason]),
    ).toEqual([
      ['read', undefined],
      ['failed', 'The image could not be loaded: 404'],
      ['waiting', undefined],
      ['not-read-yet', undefined],
      ['failed', 'The image is too small to hold a readable face.'],
    ]);
  });

  it('counts the faces of what is shown alone, and of what comes back', () => {
    const ledger = new Ledger();
    const shown = picture('a');
    ledger.settle(shown, reading([face('happiness', 0.9)]));
    expect(ledger.faceCount(0)).toBe(0);
    ledger.show(shown);
    expect(ledger.faceCount(0)).toBe(1);
    ledger.settle(shown, reading([face('happiness', 0.9), face('anger', 0.8)]));
    expect([ledger.faceCount(0), ledger.expressions(0)]).toEqual([2, { happiness: 1, anger: 1 }]);
    ledger.hide(shown);
    expect([ledger.faceCount(0), ledger.expressions(0)]).toEqual([0, {}]);
    ledger.show(shown);
    expect(ledger.faceCount(0)).toBe(2);
    ledger.settle(shown, reading([]));
    expect(ledger.faceCount(0)).toBe(0);
  });

  it('tells the size of the picture itself once that is known', () => {
    const ledger = new Ledger();
    const shown = picture('a', { width: 100, height: 75 });
    ledger.show(shown);
    expect(ledger.recordOf(shown)).toMatchObject({ width: 100, height: 75 });
    ledger.settle(shown, reading());
    expect(ledger.recordOf(shown)).toMatchObject({ width: 640, height: 480 });
  });

  it('does not pass whole data: addresses on', () => {
    const ledger = new Ledger();
    const data = picture(`data:image/png;base64,${'A'.repeat(5000)}`);
    expect(ledger.recordOf(data).src).toHaveLength(100);
  });

  it('knows a reading again when its picture comes back, and forgets only failures that may pass', () => {
    const ledger = new Ledger();
    const [read, refused, late] = [picture('a'), picture('b'), picture('c')];
    ledger.settle(read, reading());
    ledger.settle(refused, { ok: false, failure: 'http', reason: '403' });
    ledger.settle(late, { ok: false, failure: 'deadline', reason: 'Too slow.' });
    for (const each of [read, refused, late]) {
      ledger.show(each);
      ledger.hide(each);
      ledger.forgetPassingFailure(each);
    }
    expect(ledger.counts(0).seen).toBe(0);
    expect(ledger.outcomeOf(read)?.ok).toBe(true);
    expect(ledger.outcomeOf(refused)?.ok).toBe(false);
    expect(ledger.outcomeOf(late)).toBeUndefined();
  });
});
