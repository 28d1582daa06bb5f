import { answerMessage, send } from '../messaging/messenger.ts';
import { ensureOffscreen } from '../offscreen-host/ensure-offscreen.ts';
import type { BackendChoice } from '../settings/schema.ts';
import { readSettings, watchSettings } from '../settings/store.ts';
import { engineExists } from '../tabs/engine-exists.ts';

/** Makes the offscreen document, which holds the engine, for every page that is about to need it. */
export function answerWakeCalls(signal: AbortSignal): void {
  answerMessage('wakeEngine', 'any-of-ours', signal, async () => {
    const { backend } = await readSettings();
    await ensureOffscreen(backend);
    const { backend: wanted } = await readSettings();
    // Chosen while the document was being made, before it could be told.
    if (wanted !== backend) await send('configureEngine', { backend: wanted });
  });
}

/**
 * Keeps a living engine on the backend that the person has chosen. The choice is sent once more whenever the
 * background starts, so that a change made while it was stopped is not lost.
 */
export async function followBackendChoice(signal: AbortSignal): Promise<void> {
  let sent: BackendChoice | undefined;
  await watchSettings(signal, ({ backend }) => {
    if (backend === sent) return;
    sent = backend;
    void configureLivingEngine(backend);
  });
}

async function configureLivingEngine(backend: BackendChoice): Promise<void> {
  if (!(await engineExists())) return;
  // An engine that goes away at this moment reads the choice when it is made anew.
  await send('configureEngine', { backend }).catch(() => undefined);
}
