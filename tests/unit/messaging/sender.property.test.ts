import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAllowedSender, ownedName, type Sender } from '../../../src/messaging/messenger.ts';

const OWN = 'abcdefghijklmnopabcdefghijklmnop';
const ORIGIN = `chrome-extension://${OWN}`;

const sender = fc.record(
  {
    id: fc.oneof(fc.constant(OWN), fc.string(), fc.constant(undefined)),
    origin: fc.oneof(
      fc.constantFrom(ORIGIN, `${ORIGIN}.evil.example`, 'null', 'https://news.example'),
      fc.string(),
    ),
    url: fc.oneof(
      fc.constantFrom(`${ORIGIN}/popup.html`, `${ORIGIN}evil/`, 'https://news.example/'),
      fc.string(),
    ),
    tab: fc.record({ id: fc.nat() }),
    documentId: fc.uuid(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Sender>;

it('a sender that is not of this extension is never allowed', () => {
  fc.assert(
    fc.property(sender, fc.constantFrom('content-script', 'extension-page', 'any-of-ours'), (from, rule) => {
      const isAllowed = isAllowedSender(from, rule, OWN, ORIGIN);
      if (from.id !== OWN) expect(isAllowed).toBe(false);
      const isPage = from.origin === ORIGIN || from.url?.startsWith(`${ORIGIN}/`) === true;
      if (isAllowed && rule === 'extension-page') expect(isPage).toBe(true);
      if (isAllowed && rule === 'content-script') expect(isPage).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it('names of two documents are never the same', () => {
  fc.assert(
    fc.property(sender, sender, fc.string(), fc.string(), (a, b, one, other) => {
      fc.pre(a.documentId !== b.documentId || a.tab?.id !== b.tab?.id);
      expect(ownedName(a, one)).not.toBe(ownedName(b, other));
    }),
    { numRuns: 500 },
  );
});
