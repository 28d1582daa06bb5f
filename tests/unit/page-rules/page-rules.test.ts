import { describe, expect, it } from 'vitest';
import { isLoopback, reachOf } from '../../../src/page-rules/address-space.ts';
import { rulesFor, rulesForPerson } from '../../../src/page-rules/rules-for.ts';
import { rulesForSender } from '../../../src/page-rules/rules-for-sender.ts';

const hostOf = (address: string) => new URL(`http://${address}/`).hostname;
const image = (url: string, credentials: 'include' | 'same-origin' = 'include') =>
  ({ kind: 'address', url, credentials }) as const;
/** A page at the top of its tab. */
const page = (address: string) => ({ origin: new URL(address).origin, address, top: address });

describe('how far a page reaches', () => {
  it.each([
    ['localhost', 'anywhere'],
    ['photos.localhost', 'anywhere'],
    ['127.0.0.1', 'anywhere'],
    ['127.1', 'anywhere'],
    ['0x7f000001', 'anywhere'],
    ['[::1]', 'anywhere'],
    ['[::ffff:127.0.0.1]', 'anywhere'],
    ['10.0.0.1', 'local'],
    ['172.16.0.1', 'local'],
    ['172.31.255.255', 'local'],
    ['192.168.178.1', 'local'],
    ['169.254.169.254', 'local'],
    ['100.64.0.1', 'local'],
    ['[fe80::1]', 'local'],
    ['[fd00::1]', 'local'],
    ['[::ffff:192.168.0.1]', 'local'],
    ['nas', 'local'],
    ['printer.local', 'local'],
    ['wiki.corp.internal', 'local'],
    ['router.home.arpa', 'local'],
    ['172.32.0.1', 'public'],
    ['172.15.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['11.0.0.1', 'public'],
    ['93.184.216.34', 'public'],
    ['[2606:4700::1111]', 'public'],
    ['news.example', 'public'],
    ['localhost.example', 'public'],
    ['127.0.0.1.example', 'public'],
    ['local.example', 'public'],
    ['10.example', 'public'],
  ] as const)('from %s: %s', (host, reach) => {
    expect(reachOf(hostOf(host))).toBe(reach);
    expect(isLoopback(hostOf(host))).toBe(reach === 'anywhere');
  });

  it.each([
    ['https://news.example/', 'public'],
    ['http://192.168.0.5:8080/', 'local'],
    ['http://localhost:3000/', 'anywhere'],
    ['file:///home/a.html', 'public'],
  ] as const)('goes into the rules: %s, %s', (address, reach) => {
    expect(rulesFor(image('https://images.example/a.png'), page(address)).reach).toBe(reach);
  });

  it.each(['about:srcdoc', 'data:text/html,x'])(
    'is that of the page around it for a frame of %s',
    (address) => {
      const placeless = (top: string) => ({ origin: 'null', address, top });
      expect(rulesFor(image('http://localhost/a.png'), placeless('http://localhost/')).reach).toBe(
        'anywhere',
      );
      expect(rulesFor(image('http://localhost/a.png'), placeless('https://news.example/')).reach).toBe(
        'public',
      );
    },
  );

  it('is told by the address of a sandboxed frame, which has no origin', () => {
    const sandboxed = { origin: 'null', address: 'http://localhost/frame', top: 'http://localhost/' };
    expect(rulesFor(image('http://localhost/a.png'), sandboxed)).toMatchObject({
      reach: 'anywhere',
      credentials: 'withheld',
    });
  });
});

describe('cookies go along', () => {
  it.each([
    ['to the page’s own host', 'https://news.example/a.png', 'include'],
    ['to another port of it', 'https://news.example:8443/a.png', 'include'],
    ['to what lies below it', 'https://media.news.example/a.png', 'include'],
    ['not where it is asked for in the clear', 'ftp://news.example/a.png', 'withheld'],
    ['not to what lies above it', 'https://example/a.png', 'withheld'],
    ['not to a neighbour', 'https://other.example/a.png', 'withheld'],
    ['not to a name that only ends alike', 'https://evilnews.example/a.png', 'withheld'],
    ['not to another site', 'https://bank.example/a.png', 'withheld'],
    ['not to what is no address', 'https://', 'withheld'],
  ] as const)('%s', (_where, url, credentials) => {
    expect(rulesFor(image(url), page('https://news.example/')).credentials).toBe(credentials);
  });

  it('never from a page at a name without a dot to what lies below it', () => {
    expect(rulesFor(image('http://bank.ai/a.png'), page('http://ai/')).credentials).toBe('withheld');
  });

  it.each([
    ['https://shop.example/', 'include'],
    ['https://evil.example/', 'withheld'],
    [undefined, 'withheld'],
  ] as const)('from a frame where the page at the top is of its site too: %s', (top, credentials) => {
    const frame = { origin: 'https://shop.example', address: 'https://shop.example/frame', top };
    expect(rulesFor(image('https://shop.example/a.png'), frame).credentials).toBe(credentials);
  });

  it.each([
    ['https://news.example/a.png', 'include'],
    ['https://media.news.example/a.png', 'omit'],
    ['https://news.example:8443/a.png', 'omit'],
  ] as const)('of an anonymous image to the very origin alone: %s', (url, credentials) => {
    expect(rulesFor(image(url, 'same-origin'), page('https://news.example/')).credentials).toBe(credentials);
  });
});

describe('a secure page', () => {
  it.each([
    ['http://images.example/a.png', 'https://images.example/a.png'],
    ['https://images.example/a.png', 'https://images.example/a.png'],
    ['http://localhost:3000/a.png', 'http://localhost:3000/a.png'],
  ])('asks for %s as %s', (url, asked) => {
    expect(rulesFor(image(url), page('https://news.example/')).url).toBe(asked);
  });

  it('is no other for one in the clear', () => {
    const url = 'http://images.example/a.png';
    expect(rulesFor(image(url), page('http://news.example/')).url).toBe(url);
  });
});

describe('a sender', () => {
  const own = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
  const asked = image('https://news.example/a.png');

  it('that is a page of the extension asks as the person does', () => {
    expect(rulesForSender(asked, { origin: own }, own)).toEqual(rulesForPerson(asked.url));
  });

  it('at the top of a tab is judged by its own origin', () => {
    const sender = { origin: 'https://news.example', url: 'https://news.example/', frameId: 0 };
    expect(rulesForSender(asked, sender, own)).toMatchObject({ credentials: 'include', reach: 'public' });
  });

  it('in a frame is judged by the page at the top too', () => {
    const frame = { origin: 'https://news.example', url: 'https://news.example/', frameId: 7 };
    const inside = (url: string | undefined) => rulesForSender(asked, { ...frame, tab: { url } }, own);
    expect(inside('https://news.example/front')).toMatchObject({ credentials: 'include' });
    expect(inside('https://evil.example/')).toMatchObject({ credentials: 'withheld' });
    expect(inside(undefined)).toMatchObject({ credentials: 'withheld' });
  });

  it('without an origin has no rights at all', () => {
    expect(rulesForSender(asked, {}, own)).toMatchObject({ credentials: 'withheld', reach: 'public' });
  });

  it('that has the bytes fetches nothing', () => {
    const bytes = { kind: 'bytes', dataUrl: 'data:image/png;base64,AAAA' } as const;
    expect(rulesForSender(bytes, {}, own)).toBe(bytes);
    expect(rulesForPerson(bytes.dataUrl)).toEqual(bytes);
  });
});
