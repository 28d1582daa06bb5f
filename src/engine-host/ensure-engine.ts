import { send } from '../messaging/messenger.ts';
import type { Settings } from '../settings/schema.ts';
import { ENGINE_PAGE, engineExists } from '../tabs/engine-exists.ts';
import { pause } from '../web/waiting.ts';
import { within } from '../web/within.ts';
import { backgroundFrame } from './background-frame.ts';
import type { EnginePlace } from './engine-place.ts';
import { offscreenDocument } from './offscreen-document.ts';

/** What the engine goes by. */
export type EngineSettings = Pick<Settings, 'backend' | 'rememberedReadings'>;

const place: EnginePlace = import.meta.env.BROWSER === 'firefox' ? backgroundFrame : offscreenDocument;

/** A document that exists answers within this, or is replaced. */
const ANSWER_DEADLINE = 5000;

let ensuring: Promise<void> | undefined;

/**
 * Resolves once there is a document that holds the engine and listens. One that is there already is kept, unless it does
 * not answer. Calls at the same time share one creation, and one that an earlier life of the service worker began is
 * waited for.
 *
 * @throws where the browser cannot create the document
 */
export function ensureEngine(settings: EngineSettings): Promise<void> {
  ensuring ??= ensure(settings).finally(() => {
    ensuring = undefined;
  });
  return ensuring;
}

async function ensure(settings: EngineSettings): Promise<void> {
  const isMade =
    !(await engineExists()) &&
    (await create(settings).then(
      () => true,
      () => false,
    ));
  // Else there is one, or another creation is on its way, begun before this service worker started and not listed yet.
  if (isMade || (await answers())) return;
  await place.close().catch(() => undefined);
  await create(settings);
}

/** The document cannot read the settings, so what it needs of them is in its address. */
function create({ backend, rememberedReadings }: EngineSettings): Promise<void> {
  return place.create(`${ENGINE_PAGE}?backend=${backend}&remember=${rememberedReadings}`);
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
