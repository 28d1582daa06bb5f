import { useId, useState } from 'preact/hooks';
import { t } from '../../i18n/browser-language.ts';
import { blockHost } from '../../settings/site-rules.ts';
import type { SettingsChange } from '../../settings/store.ts';
import { hostFrom } from './host-from.ts';
import { Section } from './Section.tsx';

/** Reserved for examples: RFC 2606. */
const EXAMPLE = 'example.org';

interface BlockedSitesProps {
  readonly hosts: readonly string[];
  readonly onChange: (change: SettingsChange) => void;
}

/** The sites on which nothing is read: a list from which each can be taken, and a field to add one. */
export function BlockedSites({ hosts, onChange }: BlockedSitesProps) {
  return (
    <Section title={t('options.sites.title')} note={t('options.sites.note')}>
      {hosts.length === 0 && <p class="empty">{t('options.sites.none')}</p>}
      <ul class="hosts">
        {hosts.map((host) => (
          <li key={host}>
            <bdi>{host}</bdi>
            <button
              type="button"
              aria-label={t('options.sites.removeOne', { host })}
              onClick={() =>
                onChange(({ blockedHosts }) => ({ blockedHosts: blockedHosts.filter((one) => one !== host) }))
              }
            >
              {t('options.sites.remove')}
            </button>
          </li>
        ))}
      </ul>
      <AddSite
        onAdd={(host) => onChange(({ blockedHosts }) => ({ blockedHosts: blockHost(host, blockedHosts) }))}
      />
    </Section>
  );
}

function AddSite({ onAdd }: { readonly onAdd: (host: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isRefused, setRefused] = useState(false);
  return (
    <form
      class="add-site"
      onSubmit={(event) => {
        event.preventDefault();
        const host = hostFrom(typed);
        setRefused(host === undefined);
        if (host === undefined) return;
        onAdd(host);
        setTyped('');
      }}
    >
      <label for={id}>{t('options.sites.add')}</label>
      <input
        id={id}
        type="text"
        inputMode="url"
        autoComplete="off"
        spellcheck={false}
        dir="ltr"
        placeholder={EXAMPLE}
        value={typed}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? `${id}-problem` : undefined}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit">{t('options.sites.addOne')}</button>
      {isRefused && (
        <p id={`${id}-problem`} role="alert">
          {t('options.sites.notASite')}
        </p>
      )}
    </form>
  );
}
