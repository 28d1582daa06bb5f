import { t } from '../../i18n/browser-language.ts';
import type { EngineStatus } from '../../messaging/protocol.ts';
import { BACKEND_CHOICES, type BackendChoice } from '../../settings/schema.ts';
import { attemptSentence, backendName, engineSummary } from '../engine-words.ts';
import { Picker } from '../Picker.tsx';

interface EngineSectionProps {
  /** Absent while the engine sleeps. */
  readonly status: EngineStatus | undefined;
  readonly choice: BackendChoice;
  readonly onChoice: (choice: BackendChoice) => void;
}

/** Which backend runs and why, and which one shall. */
export function EngineSection({ status, choice, onChoice }: EngineSectionProps) {
  const options = BACKEND_CHOICES.map((value) => ({ value, label: backendName(value) }));
  const attempts = status?.attempts ?? [];
  const isAsleep = status === undefined || status.state === 'asleep';
  return (
    <details class="engine">
      <summary>
        {t('engine.title')} <span class="summary-value">{engineSummary(status)}</span>
      </summary>
      <Picker label={t('engine.choose')} options={options} value={choice} onChange={onChoice} />
      {isAsleep && <p class="note">{t('engine.asleepWhy')}</p>}
      {attempts.length > 0 && (
        <ul aria-label={t('engine.tried')}>
          {attempts.map((attempt, index) => (
            <li key={index} data-outcome={attempt.outcome}>
              {attemptSentence(attempt)}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
