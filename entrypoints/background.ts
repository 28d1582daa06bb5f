import { defineBackground } from 'wxt/utils/define-background';
import { countOnButton } from '../src/background/button-count.ts';
import { answerCaptures } from '../src/background/capture-tab.ts';
import { answerCardCalls } from '../src/background/card-calls.ts';
import { offerContextMenu } from '../src/background/context-menu.ts';
import { answerWakeCalls, followEngineSettings } from '../src/background/engine.ts';
import { keepCorrectionsApart } from '../src/background/kept-corrections.ts';
import { answerLabelMessages } from '../src/background/label-messages.ts';
import { answerPartCalls } from '../src/background/on-demand-parts.ts';
import { serveOpenTabsOnInstall } from '../src/background/open-tabs.ts';
import { answerViewerCalls, openViewerOnCommand } from '../src/background/open-viewer.ts';
import { welcomeOnInstall } from '../src/background/welcome.ts';

export default defineBackground(() => {
  // Never aborted: the listeners live as long as the service worker, and the browser ends both together.
  const { signal } = new AbortController();
  answerWakeCalls(signal);
  answerCaptures(signal);
  answerPartCalls(signal);
  answerCardCalls(signal);
  offerContextMenu();
  openViewerOnCommand();
  answerViewerCalls(signal);
  serveOpenTabsOnInstall();
  welcomeOnInstall();
  keepCorrectionsApart();
  void followEngineSettings(signal);
  answerLabelMessages(signal);
  void countOnButton(signal);
});
