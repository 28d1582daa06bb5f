import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../messaging/messenger.ts';
import type { EngineStatus } from '../../messaging/protocol.ts';
import type { Settings } from '../../settings/schema.ts';
import { openViewerTab } from '../../tabs/viewer-tab.ts';
import { type ShownTab, watchHost } from './active-tab.ts';
import { PopupView } from './PopupView.tsx';
import { useSettings } from './use-settings.ts';
import { watchEngine } from './watch-engine.ts';
import { NO_PAGE, UNKNOWN_PAGE, watchPage } from './watch-page.ts';

interface PopupProps {
  readonly settings: Settings;
  readonly tab: ShownTab | undefined;
}

/** The popup, wired to the settings, the page and the engine. */
export function Popup({ settings: stored, tab }: PopupProps) {
  const { settings, problem, change } = useSettings(stored);
  const [host, setHost] = useState(tab?.host);
  const [page, setPage] = useState(tab === undefined ? NO_PAGE : UNKNOWN_PAGE);
  const [engine, setEngine] = useState<EngineStatus>();
  const wantsImages = useRef(false);

  useEffect(() => {
    const controller = new AbortController();
    watchEngine(controller.signal, setEngine);
    if (tab !== undefined) {
      watchHost(tab.id, controller.signal, setHost);
      watchPage(tab.id, controller.signal, () => wantsImages.current, setPage);
    }
    return () => controller.abort();
  }, [tab]);

  return (
    <PopupView
      settings={settings}
      problem={problem}
      host={host}
      page={page}
      engine={engine}
      onChange={change}
      onReadNow={() => {
        // A page that cannot be reached says so in its own place of the popup.
        if (tab !== undefined) void send('readPageNow', undefined, tab.id).catch(() => undefined);
      }}
      onFailuresOpen={(open) => {
        wantsImages.current = open;
      }}
      onOpenViewer={() => {
        // The popup closes by itself when another tab comes to the front.
        void openViewerTab();
      }}
    />
  );
}
