import { describe, expect, it } from 'vitest';
import { expressionsOfFolders } from '../../../bench/evaluate/folder-labels.ts';

describe('folders of a data set', () => {
  it('are understood in the spellings of FER2013 and FER+', () => {
    expect([...expressionsOfFolders(['angry', 'Happy', 'SADNESS', 'contempt', '3_fearful'])]).toEqual([
      ['angry', 'anger'],
      ['Happy', 'happiness'],
      ['SADNESS', 'sadness'],
      ['contempt', 'contempt'],
      ['3_fearful', 'fear'],
    ]);
  });

  it("are RAF-DB's where they are the numbers from 1 to 7", () => {
    const found = expressionsOfFolders(['1', '2', '3', '4', '5', '6', '7']);
    expect([...found.values()]).toEqual([
      'surprise',
      'fear',
      'disgust',
      'happiness',
      'sadness',
      'anger',
      'neutral',
    ]);
  });

  it("are FER2013's where they begin with 0", () => {
    const found = expressionsOfFolders(['0', '3', '6']);
    expect([...found.values()]).toEqual(['anger', 'happiness', 'neutral']);
  });

  it("are FER+'s where there is a 0 and a 7, and whoever knows better may say so", () => {
    const names = ['0', '1', '2', '3', '4', '5', '6', '7'];
    expect(expressionsOfFolders(names).get('3')).toBe('sadness');
    expect(expressionsOfFolders(names).get('7')).toBe('contempt');
    expect(expressionsOfFolders(names, 'affectnet').get('3')).toBe('surprise');
    expect(expressionsOfFolders(['1', '2', '3'], 'ferplus').get('3')).toBe('sadness');
  });

  it('are understood by the one of their words that names an expression', () => {
    const found = expressionsOfFolders(['test happy', 'Surprise (12)', '003_Anger', 'sad_fear']);
    expect([...found.values()]).toEqual(['happiness', 'surprise', 'anger']);
  });

  it('are left out where they name no expression', () => {
    expect(expressionsOfFolders(['test', 'readme', '9']).size).toBe(0);
  });
});
