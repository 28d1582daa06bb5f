import type { Correction } from '../../corrections/correction.ts';
import { EXPRESSION_WORDS } from '../../expressions/words.ts';
import { browserTranslator, t } from '../../i18n/browser-language.ts';
import { Section } from './Section.tsx';

export interface CorrectionsProps {
  /** The oldest first. */
  readonly corrections: readonly Correction[];
  /** Why they could not be read or changed. */
  readonly problem?: string | undefined;
  readonly onRemove: (id: string) => void;
  readonly onClear: () => void;
  readonly onExport: () => void;
}

/** What the person has answered to "Wrong?": to be looked through, taken along and deleted. */
export function Corrections({ corrections, problem, onRemove, onClear, onExport }: CorrectionsProps) {
  const isEmpty = corrections.length === 0;
  return (
    <Section title={t('options.corrections.title')} note={t('options.corrections.note')}>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {isEmpty && problem === undefined && <p class="empty">{t('options.corrections.none')}</p>}
      {!isEmpty && (
        <ul class="corrections" aria-label={t('options.corrections.title')}>
          {corrections.toReversed().map((correction) => (
            <CorrectionRow key={correction.id} correction={correction} onRemove={onRemove} />
          ))}
        </ul>
      )}
      <div class="row">
        <button type="button" disabled={isEmpty} onClick={onExport}>
          {t('options.corrections.export')}
        </button>
        <button type="button" class="danger" disabled={isEmpty} onClick={onClear}>
          {t('options.corrections.clear')}
        </button>
      </div>
    </Section>
  );
}

interface CorrectionRowProps {
  readonly correction: Correction;
  readonly onRemove: (id: string) => void;
}

function CorrectionRow({ correction: { id, said, label, at, crop }, onRemove }: CorrectionRowProps) {
  const what = t('options.corrections.said', {
    said: EXPRESSION_WORDS[said].label,
    label: EXPRESSION_WORDS[label].label,
  });
  const date = new Date(at).toLocaleString(browserTranslator().language);
  return (
    <li>
      {crop === undefined ? (
        <span class="correction-crop" aria-hidden="true" />
      ) : (
        <img class="correction-crop" src={crop} alt={t('options.corrections.crop')} width="36" height="36" />
      )}
      <span class="correction-words">
        {what} <span class="note">{date}</span>
      </span>
      <button
        type="button"
        aria-label={t('options.corrections.removeOne', { what: `${what}, ${date}` })}
        onClick={() => onRemove(id)}
      >
        {t('options.corrections.remove')}
      </button>
    </li>
  );
}
