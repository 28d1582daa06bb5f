import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../bench/evaluate/options.ts';

describe('the options of npm run evaluate', () => {
  it('name either the data or a folder of pictures', () => {
    expect(readOptions(['--data', 'd'])).toMatchObject({ data: 'd', part: 'PrivateTest', framing: 'as-cut' });
    expect(readOptions(['--images', 'i'])).toMatchObject({ images: 'i', framing: 'aligned', detect: false });
    expect(readOptions(['--data', 'd', '--framing', 'aligned']).framing).toBe('aligned');
    expect(() => readOptions([])).toThrow('--images DIR');
    expect(() => readOptions(['--data', 'd', '--images', 'i'])).toThrow('--images DIR');
  });

  it('are refused, with what there is, where they make no sense', () => {
    expect(() => readOptions(['--data', 'd', '--part', 'Test'])).toThrow('PublicTest');
    expect(() => readOptions(['--images', 'i', '--numbers', 'x'])).toThrow('raf-db');
    expect(() => readOptions(['--images', 'i', '--framing', 'x'])).toThrow('as-cut');
    expect(() => readOptions(['--images', 'i', '--nonsense'])).toThrow('--nonsense');
  });
});
