import { describe, expect, it } from 'vitest';
import { calibrationError, figuresOf } from '../../../bench/evaluate/figures.ts';
import { EXPRESSIONS } from '../../../src/vision/types.ts';

describe('the figures of a network', () => {
  it('count each expression alike in recall and F1, however rare', () => {
    const sure = (truth: 'happiness' | 'fear', said: 'happiness' | 'fear') => ({
      truth,
      scores: { [said]: 1 },
    });
    const figures = figuresOf([
      sure('happiness', 'happiness'),
      sure('happiness', 'happiness'),
      sure('happiness', 'happiness'),
      sure('fear', 'happiness'),
    ]);
    expect(figures.labels).toEqual(EXPRESSIONS.filter((label) => label !== 'contempt'));
    const [happiness, fear] = [figures.labels.indexOf('happiness'), figures.labels.indexOf('fear')];
    expect(figures.confusion[happiness]?.[happiness]).toBe(3);
    expect(figures.confusion[fear]?.[happiness]).toBe(1);
    expect(figures.confusion.flat().reduce((sum, count) => sum + count)).toBe(4);
    expect(figures.accuracy).toBe(0.75);
    expect(figures.recall).toEqual({ happiness: 1, fear: 0 });
    expect(figures.macroF1).toBeCloseTo((6 / 7 + 0) / 2);
  });

  it('count as wrong what names another expression that the data set does not have', () => {
    const figures = figuresOf([
      { truth: 'happiness', scores: { happiness: 0.9, neutral: 0.1 } },
      { truth: 'happiness', scores: { happiness: 0.4, neutral: 0.6 } },
    ]);
    expect(figures.accuracy).toBe(0.5);
    expect(figures.recall).toEqual({ happiness: 0.5 });
    expect(figures.macroF1).toBeCloseTo(2 / 3);
  });

  it('drop the score of contempt where the data set does not have it', () => {
    const figures = figuresOf([
      { truth: 'anger', scores: { contempt: 0.6, anger: 0.3, neutral: 0.1 } },
      { truth: 'neutral', scores: { contempt: 0.6, anger: 0.1, neutral: 0.3 } },
    ]);
    expect(figures.accuracy).toBe(1);
    expect(figures.ece).toBeCloseTo(0.25);
  });

  it('need a face', () => {
    expect(() => figuresOf([])).toThrow('no face');
  });
});

describe('the calibration error', () => {
  it('is what is claimed less what is right, in bins, weighed by their faces', () => {
    const answers = [
      ...Array.from({ length: 8 }, () => ({ isRight: true, confidence: 0.9 })),
      ...Array.from({ length: 2 }, () => ({ isRight: false, confidence: 0.9 })),
      ...Array.from({ length: 10 }, (_, index) => ({ isRight: index < 5, confidence: 0.5 })),
    ];
    expect(calibrationError(answers)).toBeCloseTo(0.05);
  });

  it('takes full confidence into the last bin', () => {
    expect(calibrationError([{ isRight: false, confidence: 1 }])).toBe(1);
  });
});
