import { describe, expect, it } from 'vitest';
import { hostFrom } from '../../../src/ui/options/host-from.ts';

describe('the host that a person means', () => {
  it.each([
    ['news.example', 'news.example'],
    [' News.Example. ', 'news.example'],
    ['https://news.example:8443/today?a=b', 'news.example'],
    ['*.news.example', 'news.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', 'localhost'],
    ['', undefined],
    ['not a site', undefined],
    ['not%20a%20site', undefined],
    ['file:///home', undefined],
    ['https://', undefined],
  ])('by "%s" is %s', (typed, expected) => {
    expect(hostFrom(typed)).toBe(expected);
  });
});
