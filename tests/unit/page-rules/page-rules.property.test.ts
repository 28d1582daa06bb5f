import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, reachOf } from '../../../src/page-rules/address-space.ts';
import { rulesFor, rulesForPerson } from '../../../src/page-rules/rules-for.ts';
import { rulesForSender } from '../../../src/page-rules/rules-for-sender.ts';

const OWN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

/** Kin, of whom no two are the same to cookies but where one lies below the other. */
const kin = fc.constantFrom(
  'news.example',
  'media.news.example',
  'evilnews.example',
  'example',
  'ai',
  'bank.ai',
);
const nearby = fc.constantFrom(
  'localhost',
  'a.localhost',
  '127.0.0.1',
  '[::1]',
  '10.0.0.1',
  '192.168.1.1',
  'nas',
  'printer.local',
);
const host = fc.oneof({ weight: 4, arbitrary: kin }, nearby, fc.domain());
const scheme = fc.constantFrom('http', 'https');
const port = fc.constantFrom('', ':80', ':443', ':8080');
const webAddress = fc
  .tuple(scheme, host, port, fc.webPath(), fc.constantFrom('', 'user@', 'a:b@'))
  .map(([protocol, name, at, path, user]) => `${protocol}://${user}${name}${at}${path}`);
/** What the browser, or a page, may give for an address. */
const address = fc.oneof(
  { weight: 5, arbitrary: webAddress },
  fc.constantFrom(
    'null',
    '',
    'about:blank',
    'about:srcdoc',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:null/1',
  ),
  fc.string(),
);
const maybe = fc.option(address, { nil: undefined });
const asker = fc.oneof(
  fc.record({ origin: maybe, address: maybe, top: maybe }),
  // As a page at the top of its tab is.
  webAddress.map((at) => ({ origin: new URL(at).origin, address: at, top: at })),
);
const image = fc.record({
  kind: fc.constant('address' as const),
  url: address,
  credentials: fc.constantFrom('include' as const, 'same-origin' as const),
});

const parsed = (text: string | undefined) =>
  text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
/** By the letters of the names alone: this host, or one below it. */
const isWithin = (inner: string, outer: string) =>
  inner === outer || inner.slice(-outer.length - 1) === `.${outer}`;
const RUNS = { numRuns: 2000 };

describe('whatever a page asks for, and wherever it lies', () => {
  it('cookies go to no host but its own and those below it, nor over another protocol', () => {
    fc.assert(
      fc.property(image, asker, (asked, from) => {
        const { credentials, url } = rulesFor(asked, from);
        if (credentials !== 'include') return;
        for (const page of [parsed(from.origin), parsed(from.top)]) {
          expect(page?.hostname).toBeTruthy();
          expect(parsed(url)?.protocol).toBe(page?.protocol);
          expect(isWithin(parsed(url)?.hostname ?? '', page?.hostname ?? '')).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('it reaches no further than the nearest of its frame, address and tab that has a place', () => {
    fc.assert(
      fc.property(image, asker, (asked, from) => {
        const places = [from.origin, from.address, from.top].map((text) => parsed(text)?.hostname);
        const place = places.find((name) => name);
        expect(rulesFor(asked, from).reach).toBe(place ? reachOf(place) : 'public');
      }),
      RUNS,
    );
  });

  it('it is asked for at the host and path that it names, and from a secure page securely', () => {
    fc.assert(
      fc.property(image, asker, (asked, from) => {
        const { url } = rulesFor(asked, from);
        const [wanted, fetched] = [parsed(asked.url), parsed(url)];
        if (wanted === undefined) expect(url).toBe(asked.url);
        for (const part of ['hostname', 'pathname', 'search', 'username'] as const)
          expect(fetched?.[part]).toBe(wanted?.[part]);
        const place = [from.origin, from.address, from.top].map(parsed).find((at) => at?.hostname);
        if (place?.protocol === 'https:' && fetched?.protocol === 'http:')
          expect(isLoopback(fetched.hostname)).toBe(true);
      }),
      RUNS,
    );
  });

  it('it has the rights of the person only where the browser says that it is a page of the extension', () => {
    const frame = fc.record({
      origin: maybe,
      url: maybe,
      frameId: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
      tab: fc.option(fc.record({ url: maybe }), { nil: undefined }),
    });
    fc.assert(
      fc.property(image, frame, (asked, sender) => {
        const ruled = rulesForSender(asked, sender, OWN);
        const top = sender.frameId === 0 ? sender.origin : sender.tab?.url;
        expect(ruled).toEqual(rulesFor(asked, { origin: sender.origin, address: sender.url, top }));
        expect(rulesForSender(asked, { ...sender, origin: OWN }, OWN)).toEqual(rulesForPerson(asked.url));
      }),
      RUNS,
    );
  });
});

describe('an address in numbers', () => {
  /** The blocks of RFC 1918, 3927, 6598 and 1122 by their first and last number. */
  const blocks: readonly (readonly [first: string, bits: number, reach: 'local' | 'anywhere'])[] = [
    ['10.0.0.0', 8, 'local'],
    ['172.16.0.0', 12, 'local'],
    ['192.168.0.0', 16, 'local'],
    ['169.254.0.0', 16, 'local'],
    ['100.64.0.0', 10, 'local'],
    ['127.0.0.0', 8, 'anywhere'],
  ];
  const numberOf = (dotted: string) => dotted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const expected = (number: number) => {
    if (number === 0) return 'anywhere';
    const block = blocks.find(([first, bits]) => {
      const size = 2 ** (32 - bits);
      return number >= numberOf(first) && number < numberOf(first) + size;
    });
    return block?.[2] ?? 'public';
  };
  const bytesOf = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256);
  const dotted = (number: number) => bytesOf(number).join('.');
  const anyNumber = fc.oneof(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    // At and about the ends of the blocks, where mistakes are made.
    fc
      .tuple(fc.constantFrom(...blocks), fc.boolean(), fc.integer({ min: -2, max: 2 }))
      .map(([[first, bits], isEnd, by]) => numberOf(first) + (isEnd ? 2 ** (32 - bits) : 0) + by),
  );
  const written: readonly ((number: number) => string)[] = [
    dotted,
    (number) => String(number),
    (number) => `0x${number.toString(16)}`,
    (number) =>
      bytesOf(number)
        .map((byte) => `0${byte.toString(8)}`)
        .join('.'),
    (number) => `[::ffff:${dotted(number)}]`,
    (number) => `${dotted(number)}.`,
  ];

  it('is told by its block, however it is written', () => {
    fc.assert(
      fc.property(anyNumber, fc.constantFrom(...written), (number, write) => {
        const { hostname } = new URL(`http://${write(number)}/`);
        expect(reachOf(hostname), hostname).toBe(expected(number));
        expect(isLoopback(hostname)).toBe(expected(number) === 'anywhere');
      }),
      RUNS,
    );
  });
});
