import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../scripts/lib/start-options.ts';

describe('the command line of npm start', () => {
  it('opens the demo where nothing is named', () => {
    expect(parseStartOptions([])).toMatchObject({ target: undefined, timeoutSeconds: 300, help: false });
  });

  it('takes a page and options in any order', () => {
    const line = ['--backend', 'wasm', 'example.org', '--json', 'a.json', '--timeout=7'];
    expect(parseStartOptions(line)).toMatchObject({
      target: 'example.org',
      backend: 'wasm',
      json: 'a.json',
      screenshot: undefined,
      timeoutSeconds: 7,
    });
  });

  it.each(['a.png', 'b.jpg', 'C.JPEG'])('takes %s for a screenshot', (screenshot) => {
    expect(parseStartOptions(['--screenshot', screenshot])).toMatchObject({ screenshot });
  });

  it.each([
    [['--backend', 'cuda'], /no backend "cuda"; choose one of automatic, webgpu/],
    [['--timeout', 'long'], /number of seconds, not "long"/],
    [['--timeout', '0'], /number of seconds/],
    [['a.org', 'b.org'], /"b.org" is one too many/],
    [['--colour'], /--colour/],
    [['--json'], /--json/],
    [['--json', ''], /--json wants the name of a file/],
    [['--screenshot', ''], /--screenshot wants the name of a file/],
    [['--screenshot', 'page.gif'], /.png, .jpg or .jpeg, not "page.gif"/],
  ])('says what is wrong with %j', (line, sentence) => {
    expect(() => parseStartOptions(line)).toThrow(sentence);
  });
});
