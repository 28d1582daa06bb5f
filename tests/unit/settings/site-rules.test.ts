import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockHost,
  hostsOfFrame,
  isBlocked,
  isFrameBlocked,
  unblockHost,
} from '../../../src/settings/site-rules.ts';

const location = (url: string) => {
  const { hostname, origin } = new URL(url);
  return { hostname, origin };
};

describe('a host rule', () => {
  it.each([
    ['example.org', true],
    ['www.example.org', true],
    ['a.b.example.org', true],
    ['EXAMPLE.org.', true],
    ['notexample.org', false],
    ['example.org.evil.test', false],
    ['org', false],
    ['', false],
  ])('for example.org on "%s": %s', (host, blocked) => {
    expect(isBlocked(host, ['example.org'])).toBe(blocked);
  });

  it('that is empty blocks nothing', () => {
    expect(isBlocked('example.org', ['', ' ', '.'])).toBe(false);
    expect(isBlocked('', [''])).toBe(false);
  });

  it('holds for the host itself and for everything below it, and for nothing beside it', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), fc.stringMatching(/^[a-z]{1,8}$/), (host, other, label) => {
        expect(isBlocked(host, [host])).toBe(true);
        expect(isBlocked(`${label}.${host}`, [other, host])).toBe(true);
        expect(isBlocked(`${label}${host}`, [host])).toBe(false);
        expect(isBlocked(host, [`${label}.${host}`])).toBe(false);
      }),
    );
  });

  it('can be set and taken away, and leaves the others as they are', () => {
    fc.assert(
      fc.property(fc.domain(), fc.uniqueArray(fc.domain()), (host, others) => {
        const blocked = blockHost(host, others);
        expect(isBlocked(host, blocked)).toBe(true);
        expect(blockHost(host, blocked)).toEqual(blocked);
        const freed = unblockHost(host, blocked);
        expect(isBlocked(host, freed)).toBe(false);
        expect(freed).toEqual(others.filter((other) => !isBlocked(host, [other])));
      }),
    );
  });
});

describe('a frame', () => {
  it('is under the rules of its own host and of every page around it', () => {
    const hosts = hostsOfFrame(location('https://embed.example/x'), [
      'https://blog.example',
      'https://News.Example:8443',
    ]);
    expect(hosts).toEqual(['embed.example', 'blog.example', 'news.example']);
    expect(isFrameBlocked(hosts, ['news.example'])).toBe(true);
    expect(isFrameBlocked(hosts, ['embed.example'])).toBe(true);
    expect(isFrameBlocked(hosts, ['other.example'])).toBe(false);
  });

  it('without an address of its own is under the rules of the pages around it', () => {
    expect(hostsOfFrame(location('about:blank'), ['https://news.example'])).toEqual(['news.example']);
    expect(hostsOfFrame(location('blob:https://shop.example/1-2'), [])).toEqual(['shop.example']);
  });

  it('takes no host from an opaque origin or from a file', () => {
    expect(hostsOfFrame(location('file:///tmp/a.html'), ['null', 'file://'])).toEqual([]);
  });
});
