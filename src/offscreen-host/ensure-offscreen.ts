import { send } from '../messaging/messenger.ts';
import type { Settings } from '../settings/schema.ts';
import { engineExists } from '../tabs/engine-exists.ts';
import { within } from '../web/within.ts';

/** What the engine goes by. */
export type EngineSettings = Pick<Settings, 'backend' | 'rememberedReadings'>;

/** The document that holds the engine. It cannot read the settings, so what it needs of them is in its address. */
export const OFFSCREEN_PAGE = 'offscreen.html';

/** A document that exists answers within this, or is replaced. */
const ANSWER_DEADLINE = 5000;

let ensuring: Promise<void> | undefined;

/**
 * Resolves once there is an offscreen document that listens. One that is there already is kept, unless it does not
 * answer. Calls at the same time share one creation, and one that an earlier life of the service worker began is waited
 * for.
 *
 * @throws where the browser cannot create the document
 */
export function ensureOffscreen(settings: EngineSettings): Promise<void> {
  ensuring ??= ensure(settings).finally(() => {
    ensuring = undefined;
  });
  return ensuring;
}

async function ensure(settings: EngineSettings): Promise<void> {
  if (await engineExists()) {
    if (await answers()) return;
    await chrome.offscreen.closeDocument().catch(() => undefined);
  }
  try {
    await create(settings);
  } catch (error) {
    // Another creation is on its way, begun before this service worker started; its document is not listed yet.
    if (!(await answers())) throw error;
  }
}

function create({ backend, rememberedReadings }: EngineSettings): Promise<void> {
  return chrome.offscreen.createDocument({
    url: `${OFFSCREEN_PAGE}?backend=${backend}&remember=${rememberedReadings}`,
    reasons: [chrome.offscreen.Reason.WORKERS],
    justification: 'Runs the neural networks that read images in a worker, away from the pages.',
  });
}

/** Asks until the document answers: one that is still loading does not listen yet. */
async function answers(): Promise<boolean> {
  const end = Date.now() + ANSWER_DEADLINE;
  while (Date.now() < end) {
    if (await answersOnce(end - Date.now())) return true;
    await pause(50);
  }
  return false;
}

function answersOnce(deadline: number): Promise<boolean> {
  return within(deadline, send('engineStatus', undefined)).then(
    () => true,
    () => false,
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
