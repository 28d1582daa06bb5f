import { describe, expect, it } from 'vitest';
import type { EngineStatus, FrameState } from '../../../src/messaging/protocol.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/settings/schema.ts';
import { attemptSentence, engineSummary } from '../../../src/ui/engine-words.ts';
import { pageNotice } from '../../../src/ui/popup/page-notice.ts';
import { sumFrames } from '../../../src/ui/popup/page-state.ts';
import type { PageAccess } from '../../../src/ui/popup/watch-page.ts';

const OPEN: PageAccess = { kind: 'open' };
const NONE = { seen: 0, read: 0, waiting: 0, failed: 0, faces: 0 };

function notice(
  counts: Partial<FrameState['counts']>,
  {
    access = OPEN,
    settings = {},
    isSiteOff = false,
  }: {
    access?: PageAccess;
    settings?: Partial<Settings>;
    isSiteOff?: boolean;
  } = {},
): string {
  const state = sumFrames([{ frame: 'a', active: true, counts: { ...NONE, ...counts }, expressions: {} }]);
  return pageNotice({ access, state }, { ...DEFAULT_SETTINGS, ...settings }, isSiteOff);
}

describe('what is said about a page', () => {
  it.each([
    [notice({}), 'No image large enough to show a face.'],
    [notice({ seen: 3, read: 2, failed: 1 }), 'All images found so far are read.'],
    [notice({ seen: 3, read: 1, failed: 1 }), '1 more image when you scroll on.'],
    [notice({ seen: 9, read: 1 }), '8 more images when you scroll on.'],
    [notice({ seen: 9 }, { settings: { mode: 'on-request' } }), 'Nothing is read before you ask.'],
    [notice({ seen: 9, read: 9 }, { isSiteOff: true }), 'Off here. A right-click still reads an image.'],
    [
      notice({ seen: 9 }, { settings: { enabled: false }, isSiteOff: true }),
      'Off. A right-click still reads an image.',
    ],
    [notice({}, { access: { kind: 'checking' } }), 'Looking at the page…'],
    [notice({}, { access: { kind: 'silent' } }), 'The page does not answer at the moment.'],
    [
      notice({}, { access: { kind: 'forbidden', reason: 'x' }, settings: { enabled: false } }),
      'No extension may run on this page.',
    ],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('what is said about the engine', () => {
  const status = (change: Partial<EngineStatus>): EngineStatus => ({
    state: 'ready',
    choice: 'automatic',
    attempts: [],
    ...change,
  });

  it.each([
    [undefined, 'Asleep'],
    [status({ state: 'asleep' }), 'Asleep'],
    [status({ state: 'starting' }), 'Starting…'],
    [status({ state: 'starting', backend: 'webgl' }), 'Starting…'],
    [status({ state: 'failed' }), 'None works'],
    [status({ backend: 'webgpu' }), 'WebGPU'],
  ])('%o: %s', (engine, expected) => {
    expect(engineSummary(engine)).toBe(expected);
  });

  it('names each backend with what became of it and why', () => {
    expect(attemptSentence({ backend: 'webgpu', outcome: 'passed-over', reason: 'software adapter' })).toBe(
      'WebGPU was passed over: software adapter.',
    );
    expect(attemptSentence({ backend: 'webgl', outcome: 'failed', reason: 'It hung.' })).toBe(
      'WebGL failed: It hung.',
    );
    expect(attemptSentence({ backend: 'cpu', outcome: 'failed' })).toBe('CPU failed.');
    expect(attemptSentence({ backend: 'wasm', outcome: 'running' })).toBe('WASM runs.');
  });
});
