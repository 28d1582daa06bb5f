import { t } from '../../i18n/browser-language.ts';
import { Section } from './Section.tsx';

/** A keyboard shortcut, as the browser tells of it. */
export interface Shortcut {
  readonly name: string;
  readonly description: string;
  /** Such as "Alt+Shift+M"; empty where none is set. */
  readonly keys: string;
}

interface ShortcutsProps {
  readonly shortcuts: readonly Shortcut[];
  readonly onEdit: () => void;
}

/** The keyboard shortcuts; only the browser's own page can change them. */
export function Shortcuts({ shortcuts, onEdit }: ShortcutsProps) {
  return (
    <Section title={t('options.shortcuts.title')}>
      <dl class="shortcuts">
        {shortcuts.map(({ name, description, keys }) => (
          <div key={name}>
            <dt>{description}</dt>
            <dd>{keys === '' ? t('options.shortcuts.none') : <kbd dir="ltr">{keys}</kbd>}</dd>
          </div>
        ))}
      </dl>
      <div class="row">
        <button type="button" onClick={onEdit}>
          {t('options.shortcuts.edit')}
        </button>
      </div>
    </Section>
  );
}
