import { answerMessage, send } from '../../messaging/messenger.ts';
import { startPageScript } from '../../tabs/page-script.ts';
import type { Expression } from '../../vision/types.ts';
import { reasonOf } from '../../web/reason-of.ts';
import { isTimeout, within } from '../../web/within.ts';
import {
  type FacePlace,
  findFace,
  frameStates,
  hearFrame,
  type LiveFrames,
  NO_FRAMES,
  withoutSilent,
} from './live-frames.ts';
import { type PageState, sumFrames } from './page-state.ts';

const REPORT_INTERVAL = 500;
const ANSWER_DEADLINE = 2000;
/** A frame that misses this much is gone; a page that is merely busy is given the time of a few reports. */
const PATIENCE = 2500;

/** Whether the page can be spoken to: `silent` where it could, but does not answer. */
export type PageAccess =
  | { readonly kind: 'checking' | 'open' | 'silent' }
  /** `reason` in the browser's words; absent where there is no page. */
  | { readonly kind: 'forbidden'; readonly reason?: string };

export interface PageView {
  readonly access: PageAccess;
  readonly state: PageState;
}

export const UNKNOWN_PAGE: PageView = { access: { kind: 'checking' }, state: sumFrames([]) };

/** Where there is no tab to speak of. */
export const NO_PAGE: PageView = {
  ...UNKNOWN_PAGE,
  access: { kind: 'forbidden' },
};

/** What can be asked about a page that is watched. */
export interface PageWatch {
  findFace(expression: Expression, index: number): FacePlace | undefined;
}

/**
 * Asks every frame of a tab about twice a second how far it is and tells the sum, until `signal` aborts.
 *
 * @param wantsImages asked each time: whether the single images are wanted too
 */
export function watchPage(
  tabId: number,
  signal: AbortSignal,
  wantsImages: () => boolean,
  onView: (view: PageView) => void,
): PageWatch {
  let frames: LiveFrames = NO_FRAMES;
  let access: PageAccess = UNKNOWN_PAGE.access;
  let isAsking = false;

  const tell = () => {
    if (!signal.aborted) onView({ access, state: sumFrames(frameStates(frames)) });
  };

  answerMessage('frameState', 'content-script', signal, (state, sender) => {
    if (sender.tab?.id !== tabId) return;
    frames = hearFrame(frames, sender.frameId ?? 0, state, performance.now());
    access = { kind: 'open' };
  });

  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    access = await reach(tabId, wantsImages(), access);
    isAsking = false;
  };
  const tick = () => {
    frames = withoutSilent(frames, performance.now(), PATIENCE);
    void ask();
    tell();
  };
  const timer = setInterval(tick, REPORT_INTERVAL);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  tick();
  return { findFace: (expression, index) => findFace(frames, expression, index) };
}

/** Asks the page for its state; a page that has lost the page script, or never had it, is given it, once. */
async function reach(tabId: number, images: boolean, before: PageAccess): Promise<PageAccess> {
  const report = () => within(ANSWER_DEADLINE, send('reportState', { images }, tabId));
  try {
    await report();
    return { kind: 'open' };
  } catch (error) {
    if (isTimeout(error)) return { kind: 'silent' };
    if (before.kind === 'forbidden' || before.kind === 'silent') return before;
  }
  try {
    await within(ANSWER_DEADLINE, startPageScript(tabId));
  } catch (error) {
    return isTimeout(error) ? { kind: 'silent' } : { kind: 'forbidden', reason: reasonOf(error) };
  }
  return report().then(
    () => ({ kind: 'open' }),
    () => ({ kind: 'silent' }),
  );
}
