import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { engineExists } from '../../../src/tabs/engine-exists.ts';

const getContexts = vi.fn<(filter: object) => Promise<object[]>>();

beforeEach(() => {
  Object.assign(fakeBrowser.runtime, { getContexts });
});

it.each([
  ['an offscreen document', true, 'chrome-extension://mien/offscreen.html?backend=wasm'],
  ['a frame of the background', true, 'moz-extension://mien/offscreen.html?backend=automatic&remember=2000'],
  ['only the popup', false, 'chrome-extension://mien/popup.html?tab=/offscreen.html'],
  ['one that is still being made', false, ''],
  ['a context without a document, as a service worker is', false, undefined],
])('where there is %s, the engine exists: %s', async (_what, exists, documentUrl) => {
  getContexts.mockResolvedValue([{ documentUrl: 'chrome-extension://mien/welcome.html' }, { documentUrl }]);
  expect(await engineExists()).toBe(exists);
  // Firefox refuses to be asked for kinds of contexts that it does not have.
  expect(getContexts).toHaveBeenLastCalledWith({});
});
