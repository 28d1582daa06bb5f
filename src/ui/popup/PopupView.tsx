import { t } from '../../i18n/browser-language.ts';
import type { EngineStatus } from '../../messaging/protocol.ts';
import type { Settings } from '../../settings/schema.ts';
import { blockHost, isBlocked, normalizeHost, unblockHost } from '../../settings/site-rules.ts';
import type { SettingsChange } from '../../settings/store.ts';
import type { Expression } from '../../vision/types.ts';
import { Switch } from '../Switch.tsx';
import { type Offer, TakeAlong } from '../take-along/TakeAlong.tsx';
import { Announcer } from './Announcer.tsx';
import { EngineSection } from './EngineSection.tsx';
import { PageSection } from './PageSection.tsx';
import { pageNotice } from './page-notice.ts';
import { SettingsSection } from './SettingsSection.tsx';
import type { PageView } from './watch-page.ts';

export interface PopupViewProps {
  readonly settings: Settings;
  /** Why the last change of a setting was not kept. */
  readonly problem?: string | undefined;
  /** Host of the page; absent where it has none, as a file or a page of the browser. */
  readonly host: string | undefined;
  readonly page: PageView;
  readonly engine: EngineStatus | undefined;
  readonly onChange: (change: SettingsChange) => void;
  readonly onReadNow: () => void;
  readonly onShowFace: (expression: Expression) => void;
  readonly onOpenOptions: () => void;
  readonly onFailuresOpen: (open: boolean) => void;
  readonly onOpenViewer: () => void;
  /** The readings of the page, to be saved or copied. */
  readonly offers: readonly Offer[];
}

/** The whole popup, of what it is told; it knows no browser API. */
export function PopupView(props: PopupViewProps) {
  const { settings, host, page, onChange } = props;
  const isSiteOff = host !== undefined && isBlocked(host, settings.blockedHosts);
  return (
    <main class="popup">
      <header>
        <img src="/icon/48.png" alt="" width="24" height="24" />
        <h1>{t('manifest.name')}</h1>
        <Switch
          label={t('popup.master')}
          checked={settings.enabled}
          onChange={(enabled) => onChange({ enabled })}
        />
      </header>
      {props.problem !== undefined && <p role="alert">{props.problem}</p>}
      <div class="site">
        <SiteSwitch host={host} settings={settings} onChange={onChange} />
      </div>
      <PageSection
        view={page}
        notice={pageNotice(page, settings, isSiteOff)}
        onReadNow={props.onReadNow}
        onShowFace={props.onShowFace}
        onFailuresOpen={props.onFailuresOpen}
      />
      {props.offers.length > 0 && (
        <div class="results">
          <TakeAlong offers={props.offers} />
        </div>
      )}
      <SettingsSection settings={settings} onChange={onChange} />
      <EngineSection
        status={props.engine}
        choice={settings.backend}
        onChoice={(backend) => onChange({ backend })}
      />
      <button type="button" onClick={props.onOpenViewer}>
        {t('menu.openViewer')}
      </button>
      <button type="button" onClick={props.onOpenOptions}>
        {t('popup.allSettings')}
      </button>
      <footer>{t('popup.promise')}</footer>
      <Announcer counts={page.state.counts} />
    </main>
  );
}

function SiteSwitch({ host, settings, onChange }: Pick<PopupViewProps, 'host' | 'settings' | 'onChange'>) {
  if (host === undefined) {
    return (
      <Switch label={t('site.label')} note={t('site.none')} checked={false} disabled onChange={() => {}} />
    );
  }
  const rule = settings.blockedHosts.find((blocked) => isBlocked(host, [blocked]));
  const isOfWiderDomain = rule !== undefined && normalizeHost(rule) !== normalizeHost(host);
  return (
    <Switch
      label={t('site.label')}
      note={isOfWiderDomain ? t('site.blockedBy', { rule }) : host}
      checked={rule === undefined}
      onChange={(isOn) =>
        onChange(({ blockedHosts }) => ({
          blockedHosts: isOn ? unblockHost(host, blockedHosts) : blockHost(host, blockedHosts),
        }))
      }
    />
  );
}
