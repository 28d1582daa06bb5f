import { browserTranslator, t } from '../i18n/browser-language.ts';
import { errorWords } from '../i18n/error-words.ts';
import type { BackendAttempt, EngineStatus } from '../messaging/protocol.ts';
import type { BackendChoice } from '../settings/schema.ts';
import { BACKEND_NAMES } from './backend-names.ts';

export function backendName(choice: BackendChoice): string {
  return choice === 'automatic' ? t('engine.automatic') : BACKEND_NAMES[choice];
}

/** What the engine does, in a few words. */
export function engineSummary(status: EngineStatus | undefined): string {
  if (status === undefined || status.state === 'asleep') return t('engine.asleep');
  if (status.state === 'failed') return t('engine.failed');
  if (status.state === 'starting' || status.backend === undefined) return t('engine.starting');
  return backendName(status.backend);
}

/** One sentence for what became of a backend. */
export function attemptSentence({ backend: name, outcome, reason = '' }: BackendAttempt): string {
  const backend = backendName(name);
  if (outcome === 'running') return t('engine.attempt.running', { backend });
  const what = outcome === 'passed-over' ? 'passedOver' : 'failed';
  const why = errorWords(reason, browserTranslator());
  return why === ''
    ? t(`engine.attempt.${what}`, { backend })
    : t(`engine.attempt.${what}Why`, { backend, reason: endedOnce(why) });
}

function endedOnce(sentence: string): string {
  return /[.!?。]$/.test(sentence) ? sentence : `${sentence}.`;
}
