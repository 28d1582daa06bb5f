import { type EngineSettings, ensureEngine } from '../engine-host/ensure-engine.ts';
import { answerMessage, send } from '../messaging/messenger.ts';
import type { Settings } from '../settings/schema.ts';
import { findSettings } from '../settings/store.ts';
import { watchSettings } from '../settings/watch-settings.ts';
import { engineExists } from '../tabs/engine-exists.ts';

/** Makes the document that holds the engine for every page that is about to need it. */
export function answerWakeCalls(signal: AbortSignal): void {
  answerMessage('wakeEngine', 'any-of-ours', signal, wakeEngine);
}

/** Resolves once the document that holds the engine exists and listens. */
export async function wakeEngine(): Promise<void> {
  const given = forEngine((await findSettings()).settings);
  await ensureEngine(given);
  const wanted = forEngine((await findSettings()).settings);
  // Chosen while the document was being made, before it could be told.
  if (!isSame(wanted, given)) await send('configureEngine', wanted);
}

function forEngine({ backend, rememberedReadings }: Settings): EngineSettings {
  return { backend, rememberedReadings };
}

function isSame(one: EngineSettings, other: EngineSettings | undefined): boolean {
  return one.backend === other?.backend && one.rememberedReadings === other.rememberedReadings;
}

/**
 * Keeps a living engine on what the person has chosen for it. The choice is sent once more whenever the
 * background starts, so that a change made while it was stopped is not lost.
 */
export async function followEngineSettings(signal: AbortSignal): Promise<void> {
  let sent: EngineSettings | undefined;
  await watchSettings(signal, (settings) => {
    const wanted = forEngine(settings);
    if (isSame(wanted, sent)) return;
    sent = wanted;
    void configureLivingEngine(wanted);
  });
}

async function configureLivingEngine(settings: EngineSettings): Promise<void> {
  if (!(await engineExists())) return;
  // An engine that goes away at this moment reads the choice when it is made anew.
  await send('configureEngine', settings).catch(() => undefined);
}
