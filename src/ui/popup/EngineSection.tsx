import type { EngineStatus } from '../../messaging/protocol.ts';
import { BACKEND_CHOICES, type BackendChoice } from '../../settings/schema.ts';
import { Picker } from '../Picker.tsx';
import { attemptSentence, BACKEND_NAMES, engineSummary, WORDS } from './strings.ts';

const OPTIONS = BACKEND_CHOICES.map((value) => ({ value, label: BACKEND_NAMES[value] }));

interface EngineSectionProps {
  /** Absent while the engine sleeps. */
  readonly status: EngineStatus | undefined;
  readonly choice: BackendChoice;
  readonly onChoice: (choice: BackendChoice) => void;
}

/** Which backend runs and why, and which one shall. */
export function EngineSection({ status, choice, onChoice }: EngineSectionProps) {
  const attempts = status?.attempts ?? [];
  const isAsleep = status === undefined || status.state === 'asleep';
  return (
    <details class="engine">
      <summary>
        {WORDS.engine.title} <span class="summary-value">{engineSummary(status)}</span>
      </summary>
      <Picker label={WORDS.engine.choose} options={OPTIONS} value={choice} onChange={onChoice} />
      {isAsleep && <p class="note">{WORDS.engine.asleepWhy}</p>}
      {attempts.length > 0 && (
        <ul aria-label={WORDS.engine.tried}>
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
