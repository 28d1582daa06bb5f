import { describe, expect, it } from 'vitest';
import { isAllowedSender, type Sender, type SenderRule } from '../../../src/messaging/messenger.ts';

const OWN_ID = 'abcdefghijklmnopabcdefghijklmnop';
const OWN_ORIGIN = `chrome-extension://${OWN_ID}`;
const tab = { id: 7, url: 'https://news.example/' } as chrome.tabs.Tab;

const contentScript: Sender = {
  id: OWN_ID,
  origin: 'https://news.example',
  url: 'https://news.example/',
  tab,
  frameId: 0,
};
const popup: Sender = { id: OWN_ID, origin: OWN_ORIGIN, url: `${OWN_ORIGIN}/popup.html` };
const popupInTab: Sender = { ...popup, tab };
const worker: Sender = { id: OWN_ID, url: `${OWN_ORIGIN}/background.js` };
const webPage: Sender = { origin: 'https://news.example', url: 'https://news.example/', tab };
const otherExtension: Sender = { ...popup, id: 'pppppppppppppppppppppppppppppppp' };
const lookalike: Sender = {
  ...contentScript,
  origin: `${OWN_ORIGIN}.evil.test`,
  url: `${OWN_ORIGIN}.evil.test/`,
};

const allowed = (sender: Sender, rule: SenderRule) => isAllowedSender(sender, rule, OWN_ID, OWN_ORIGIN);

describe('a sender', () => {
  it.each<[string, Sender, Record<SenderRule, boolean>]>([
    [
      'content script',
      contentScript,
      { 'content-script': true, 'extension-page': false, 'any-of-ours': true },
    ],
    ['popup', popup, { 'content-script': false, 'extension-page': true, 'any-of-ours': true }],
    ['popup in a tab', popupInTab, { 'content-script': false, 'extension-page': true, 'any-of-ours': true }],
    ['service worker', worker, { 'content-script': false, 'extension-page': true, 'any-of-ours': true }],
    ['web page', webPage, { 'content-script': false, 'extension-page': false, 'any-of-ours': false }],
    [
      'other extension',
      otherExtension,
      { 'content-script': false, 'extension-page': false, 'any-of-ours': false },
    ],
    [
      'page of a similar origin',
      lookalike,
      { 'content-script': true, 'extension-page': false, 'any-of-ours': true },
    ],
  ])('that is a %s is held to its kind', (_name, sender, expected) => {
    for (const [rule, answer] of Object.entries(expected)) {
      expect(allowed(sender, rule as SenderRule), rule).toBe(answer);
    }
  });

  it('without a tab is no content script', () => {
    const { tab: _tab, ...withoutTab } = contentScript;
    expect(allowed(withoutTab, 'content-script')).toBe(false);
  });
});
