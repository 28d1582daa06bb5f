import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { send } from '../../messaging/messenger.ts';
import type { EngineStatus } from '../../messaging/protocol.ts';
import type { FoundSettings } from '../../settings/store.ts';
import { openViewerTab } from '../../tabs/viewer-tab.ts';
import type { Expression } from '../../vision/types.ts';
import { useSettings } from '../use-settings.ts';
import { type ShownTab, watchHost } from './active-tab.ts';
import { PopupView } from './PopupView.tsx';
import { pageOffers } from './page-offers.ts';
import { WantedImages } from './wanted-images.ts';
import { watchEngine } from './watch-engine.ts';
import { NO_PAGE, type PageWatch, UNKNOWN_PAGE, watchPage } from './watch-page.ts';

interface PopupProps {
  readonly found: FoundSettings;
  readonly tab: ShownTab | undefined;
}

/** The popup, wired to the settings, the page and the engine. */
export function Popup({ found, tab }: PopupProps) {
  const { settings, problem, change } = useSettings(found);
  const [host, setHost] = useState(tab?.host);
  const [page, setPage] = useState(tab === undefined ? NO_PAGE : UNKNOWN_PAGE);
  const [engine, setEngine] = useState<EngineStatus>();
  const watch = useRef<PageWatch>(undefined);
  /** The face of each expression that was shown last, so that the next one follows. */
  const shown = useRef(new Map<Expression, number>());
  const [wanted] = useState(() => new WantedImages());

  useEffect(() => {
    const controller = new AbortController();
    watchEngine(controller.signal, setEngine);
    if (tab !== undefined) {
      watchHost(tab.id, controller.signal, setHost);
      watch.current = watchPage(
        tab.id,
        controller.signal,
        () => wanted.isWanted,
        (view) => {
          wanted.hear(view);
          setPage(view);
        },
      );
    }
    return () => controller.abort();
  }, [tab, wanted]);

  return (
    <PopupView
      settings={settings}
      problem={problem}
      host={host}
      page={page}
      engine={engine}
      offers={tab === undefined ? [] : pageOffers(tab, wanted)}
      onChange={change}
      onReadNow={() => {
        // A page that cannot be reached says so in its own place of the popup.
        if (tab !== undefined) void send('readPageNow', undefined, tab.id).catch(() => undefined);
      }}
      onShowFace={(expression) => {
        const next = (shown.current.get(expression) ?? -1) + 1;
        const index = next < page.state.expressions[expression] ? next : 0;
        const place = watch.current?.findFace(expression, index);
        if (tab === undefined || place === undefined) return;
        shown.current.set(expression, index);
        const frame = { tabId: tab.id, frameId: place.frameId };
        // The frame may be gone by now; the chart says so in a moment.
        void send('showFace', { expression, index: place.index }, frame).catch(() => undefined);
      }}
      onOpenOptions={() => void browser.runtime.openOptionsPage()}
      onFailuresOpen={(open) => {
        wanted.isShown = open;
      }}
      onOpenViewer={() => {
        // The popup closes by itself when another tab comes to the front.
        void openViewerTab();
      }}
    />
  );
}
