import type { Page } from 'playwright';
import type { ControlPage } from '../../../scripts/lib/control-page.ts';
import { waitUntil } from './wait-until.ts';

/** What the browser says of one version of a service worker. */
interface Version {
  readonly scriptURL: string;
  readonly runningStatus: string;
  readonly status: string;
}

function backgroundOf(page: Page): string {
  return new URL('/background.js', page.url()).href;
}

/**
 * Stops the extension's service worker, as the browser does when it likes. Resolves once it has been seen stopped; it may
 * run again by then, if a message has woken it. A worker that is on its way up is stopped too.
 *
 * The browser's own events are listened to, because whoever only looks now and then misses a worker that is woken at once,
 * and then sees it run for as long as it likes.
 */
export async function stopServiceWorker({ page }: Pick<ControlPage, 'page'>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const background = backgroundOf(page);
  const seen: string[] = [];
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    const ours = (versions as readonly Version[]).filter(({ scriptURL }) => scriptURL === background);
    // A version that an update has replaced stays listed, stopped for ever.
    seen.push(
      ...ours.filter(({ status }) => status !== 'redundant').map(({ runningStatus }) => runningStatus),
    );
  });
  try {
    await session.send('ServiceWorker.enable');
    await waitUntil(
      async () => seen.at(-1),
      (state) => state !== undefined,
    );
    await waitUntil(
      async () => {
        if (seen.at(-1) !== 'stopped') await session.send('ServiceWorker.stopAllWorkers');
        return seen;
      },
      (states) => states.includes('stopped'),
    );
  } finally {
    await session.detach();
  }
}

/** Whether it runs, or is about to. Asked of the browser itself: Playwright keeps a worker in its list after it was stopped. */
export async function serviceWorkerRuns({ page }: Pick<ControlPage, 'page'>): Promise<boolean> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be spoken to.');
  try {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'service_worker' }] });
    return targetInfos.some(({ url }) => url === backgroundOf(page));
  } finally {
    await session.detach();
  }
}

/** Waits until no page has anything to tell the service worker: what is told wakes it. */
export async function untilFacesAreCounted(
  { page }: Pick<ControlPage, 'page'>,
  tabId: number,
  faces: number,
) {
  await waitUntil(
    () => page.evaluate((id) => chrome.action.getBadgeText({ tabId: id }), tabId),
    (text) => text === String(faces),
  );
}
