import type { EngineStatus, FrameState } from '../../../src/messaging/protocol.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import type { PopupViewProps } from '../../../src/ui/popup/PopupView.tsx';
import { sumFrames } from '../../../src/ui/popup/page-state.ts';
import type { PageView } from '../../../src/ui/popup/watch-page.ts';

const NONE = { seen: 0, read: 0, waiting: 0, failed: 0, faces: 0 };

export function counts(some: Partial<FrameState['counts']>): FrameState['counts'] {
  return { ...NONE, ...some };
}

/** A page that answers, with these counts. */
export function openPage(
  some: Partial<FrameState['counts']>,
  rest: Pick<Partial<FrameState>, 'expressions' | 'images'> = {},
): PageView {
  const frame: FrameState = { frame: 'a', active: true, counts: counts(some), expressions: {}, ...rest };
  return { access: { kind: 'open' }, state: sumFrames([frame]) };
}

export const RUNNING: EngineStatus = {
  state: 'ready',
  choice: 'automatic',
  backend: 'wasm',
  attempts: [
    { backend: 'webgpu', outcome: 'passed-over', reason: 'software adapter' },
    { backend: 'webgl', outcome: 'failed', reason: 'The known answer came out wrong.' },
    { backend: 'wasm', outcome: 'running' },
  ],
};

export function popupProps(some: Partial<PopupViewProps> = {}): PopupViewProps {
  return {
    settings: DEFAULT_SETTINGS,
    host: 'news.example',
    page: openPage(
      { seen: 20, read: 8, waiting: 3, failed: 1, faces: 12 },
      { expressions: { happiness: 9, fear: 3 } },
    ),
    engine: RUNNING,
    onChange: () => {},
    onReadNow: () => {},
    onShowFace: () => {},
    onOpenOptions: () => {},
    onFailuresOpen: () => {},
    onOpenViewer: () => {},
    offers: [{ what: 'Table (CSV)', fileName: 'a.csv', make: async () => new Blob() }],
    ...some,
  };
}
