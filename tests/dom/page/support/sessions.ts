import type {
  FrameState,
  ImageSource,
  ReadOutcome,
  ReadRequest,
} from '../../../../src/messaging/protocol.ts';
import { BadgeCard } from '../../../../src/page/card/badge-card.ts';
import { layOnShelf } from '../../../../src/page/on-demand.ts';
import { Overlay } from '../../../../src/page/overlay/overlay.ts';
import { PageSession } from '../../../../src/page/session.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/settings/schema.ts';
import type { Face } from '../../../../src/vision/types.ts';
import { faceAt } from './overlays.ts';

export const MIDDLE_FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

export function readingOf(faces: readonly Face[] = [faceAt(MIDDLE_FACE)]): ReadOutcome {
  return {
    ok: true,
    reading: {
      width: 400,
      height: 300,
      faces,
      models: { detector: 'a detector', classifier: 'a classifier' },
      backend: 'wasm',
      timings: { detect: 1, align: 1, classify: 1 },
    },
  };
}

/** What was asked of the engine, which answers as it is told to. */
export interface FakeEngine {
  readonly asked: ReadRequest[];
  readonly cancelled: string[];
  readonly reprioritized: [string, string][];
  /** Sources of all that was asked, in short. */
  sources(): string[];
}

export interface RunningSession extends FakeEngine {
  readonly session: PageSession;
  readonly states: FrameState[];
  /** The number of faces each time that it was told to be another. */
  readonly changes: number[];
  set(settings: Partial<Settings>): void;
  end(): void;
  /** As if the extension had been reloaded: whoever asks finds out, and that ends the session, as WXT has it. */
  orphan(): void;
}

type Answer = (source: ImageSource, request: ReadRequest) => ReadOutcome | Promise<ReadOutcome>;

function shortOf(source: ImageSource): string {
  if (source.kind === 'captured') return 'captured';
  return source.kind === 'address' ? source.url : source.dataUrl;
}

/** What the background gives where labels are to be in another language than the browser's. */
export const labelMessages: Record<string, string> = {};

/**
 * A session as in a page, with an engine that answers at once, or as `answer` says.
 *
 * @param settingsCome before that the session knows of no settings; it is not waited for here
 */
export async function startSession(
  settings: Partial<Settings> = {},
  answer: Answer = () => readingOf(),
  settingsCome?: Promise<void>,
): Promise<RunningSession> {
  const controller = new AbortController();
  const asked: ReadRequest[] = [];
  const cancelled: string[] = [];
  const reprioritized: [string, string][] = [];
  const states: FrameState[] = [];
  const changes: number[] = [];
  let isOrphan = false;
  let tell: (settings: Settings) => void = () => undefined;
  const session = new PageSession(
    {
      engine: {
        wake: async () => undefined,
        async read(request) {
          asked.push(request);
          // A message to another process is never answered in the same turn.
          await new Promise((resolve) => setTimeout(resolve));
          return answer(request.source, request);
        },
        cancel: (id) => void cancelled.push(id),
        reprioritize: (id, priority) => void reprioritized.push([id, priority]),
        hangUp: () => undefined,
        capture: async (requests) => requests.map(() => ({ ok: false, reason: 'There is no tab.' })),
      },
      isAlive() {
        if (isOrphan) controller.abort();
        return !isOrphan;
      },
      async watchSettings(_signal, callback) {
        tell = callback;
        await settingsCome;
        callback({ ...DEFAULT_SETTINGS, ...settings });
      },
      sendFrameState: async (state) => states.push(state),
      async bringPart() {
        layOnShelf('overlay', Overlay);
        layOnShelf('badge-card', BadgeCard);
      },
      card: { send: () => Promise.reject(new Error('There is no extension.')), isPrivate: false },
      readLabelMessages: async () => labelMessages,
      tellFacesChanged: async () => {
        changes.push(session.faceCount);
      },
    },
    controller.signal,
  );
  const started = session.start();
  if (settingsCome === undefined) await started;
  return {
    session,
    asked,
    cancelled,
    reprioritized,
    states,
    changes,
    sources: () => asked.map(({ source }) => shortOf(source)),
    set: (change) => tell({ ...DEFAULT_SETTINGS, ...change }),
    end: () => controller.abort(),
    orphan: () => {
      isOrphan = true;
    },
  };
}

/** An answer that is given only when the test says so. */
export function heldAnswers() {
  const waiting: ((outcome: ReadOutcome) => void)[] = [];
  return {
    answer: () => new Promise<ReadOutcome>((resolve) => waiting.push(resolve)),
    release: (outcome: ReadOutcome = readingOf()) => {
      for (const resolve of waiting.splice(0)) resolve(outcome);
    },
    get count() {
      return waiting.length;
    },
  };
}
