import { send } from '../../messaging/messenger.ts';
import type { EngineStatus } from '../../messaging/protocol.ts';
import { engineExists } from '../../tabs/engine-exists.ts';
import { within } from '../../web/within.ts';

const INTERVAL = 1000;
const ANSWER_DEADLINE = 1000;

/** Tells once a second what the engine does, and nothing where it sleeps: asking must not wake it. */
export function watchEngine(signal: AbortSignal, onStatus: (status: EngineStatus | undefined) => void): void {
  const ask = async () => {
    const status = await askEngine();
    if (!signal.aborted) onStatus(status);
  };
  const timer = setInterval(() => void ask(), INTERVAL);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  void ask();
}

async function askEngine(): Promise<EngineStatus | undefined> {
  try {
    return (await engineExists())
      ? await within(ANSWER_DEADLINE, send('engineStatus', undefined))
      : undefined;
  } catch {
    // It is being made or ended at this moment; the next second knows more.
    return undefined;
  }
}
