import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../bench/evaluate/figures.ts';
import { toJson } from '../../../bench/evaluate/report-json.ts';
import { FER_2013, FER_2013_HEAD, FER_PLUS, FOLDERS } from '../../../bench/evaluate/sets.ts';

const KEYS = ['model', 'images', 'unreadable', 'noFace', 'accuracy', 'macroF1', 'recall', 'ece', 'confusion'];
const right = figuresOf([{ truth: 'anger', scores: { anger: 1 } }]);
const wrong = figuresOf([{ truth: 'anger', scores: { fear: 1 } }]);
const report = {
  model: 'm',
  preparation: 'p',
  images: 3,
  unreadable: [{ name: 'broken.jpg', reason: 'it is' }],
  noFace: 1,
};

describe('the figures for a program', () => {
  it('are those of the folders, and nothing else', () => {
    const json = JSON.parse(toJson({ ...report, figures: { [FOLDERS]: right } }));
    expect(Object.keys(json)).toEqual(KEYS);
    expect(json).toMatchObject({ model: 'm', images: 3, unreadable: 1, noFace: 1, accuracy: 1, macroF1: 1 });
    expect(json.recall).toEqual({ anger: 1 });
    expect(json.confusion.map((row: number[]) => row.length)).toEqual([7, 7, 7, 7, 7, 7, 7]);
  });

  it("are those of the FER+ majority for FER2013's faces, with that data set's own beside them", () => {
    const figures = { [FER_PLUS]: right, [FER_2013]: wrong, [FER_2013_HEAD]: right };
    const json = JSON.parse(toJson({ ...report, figures }));
    expect(Object.keys(json)).toEqual([...KEYS, 'fer2013', 'fer2013Head']);
    expect([json.accuracy, json.fer2013.accuracy, json.fer2013Head.accuracy]).toEqual([1, 0, 1]);
  });
});
