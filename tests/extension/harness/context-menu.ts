import type { Page, Worker } from 'playwright';
import type { Mien } from './use-mien.ts';
import { waitUntil } from './wait-until.ts';

/** The running service worker; woken where the browser has put it to sleep: whoever asks one that sleeps waits for ever. */
export async function serviceWorker({ context, control }: Mien): Promise<Worker> {
  const [worker] = await waitUntil(
    async () => {
      await control.engineStatus();
      return context.serviceWorkers();
    },
    (workers) => workers.length > 0,
  );
  if (worker === undefined) throw new Error('There is no service worker.');
  return worker;
}

/** The browser's number of the frame with this address. */
async function frameIdOf({ control }: Mien, tab: number, url: string): Promise<number> {
  return await control.page.evaluate(
    async ([tabId, wanted]) => {
      const { promise, resolve } = Promise.withResolvers<number>();
      const listen = (_message: unknown, sender: chrome.runtime.MessageSender) => {
        if (sender.url === wanted && sender.frameId !== undefined) resolve(sender.frameId);
      };
      chrome.runtime.onMessage.addListener(listen);
      // Asked more than once: the script of a frame may begin a moment after the page has loaded.
      const ask = () => {
        const message = { id: 1, type: 'reportState', data: { images: false }, timestamp: Date.now() };
        chrome.tabs.sendMessage(tabId, message).catch(() => undefined);
      };
      ask();
      const asking = setInterval(ask, 200);
      const frame = await promise;
      clearInterval(asking);
      chrome.runtime.onMessage.removeListener(listen);
      return frame;
    },
    [tab, url] as const,
  );
}

/**
 * Clicks "Read the faces in the picture here" of the context menu, as the browser reports it.
 *
 * @param frameUrl address of the frame with the image, where it is not the page itself
 * @returns the time of the click, in milliseconds since 1970
 */
export function clickReadFaces(mien: Mien, page: Page, srcUrl: string, frameUrl?: string): Promise<number> {
  return clickMenuEntry(mien, page, 'read-faces-in-image', srcUrl, frameUrl);
}

/** Clicks one of Mien's entries in the context menu of an image. */
export async function clickMenuEntry(
  mien: Mien,
  page: Page,
  menuItemId: string,
  srcUrl: string,
  frameUrl?: string,
): Promise<number> {
  const { control } = mien;
  const tabId = await control.tabOf(page);
  const tab = await control.page.evaluate((id) => chrome.tabs.get(id), tabId);
  const frameId = frameUrl === undefined ? 0 : await frameIdOf(mien, tabId, frameUrl);
  const info = { menuItemId, mediaType: 'image', pageUrl: page.url(), editable: false, frameId, srcUrl };
  const worker = await serviceWorker(mien);
  return await worker.evaluate(
    ([clicked, at]) => {
      const time = Date.now();
      const event = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void };
      event.dispatch(clicked, at);
      return time;
    },
    [info, tab] as const,
  );
}

/** Presses a shortcut of the manifest, as the browser reports it. */
export async function pressCommand(mien: Mien, command: string): Promise<void> {
  const worker = await serviceWorker(mien);
  await worker.evaluate((name) => {
    const event = chrome.commands.onCommand as unknown as { dispatch(...args: unknown[]): void };
    event.dispatch(name);
  }, command);
}

/** Clicks "Read the faces in this video, or stop" of the context menu that was opened last on the page. */
export function clickReadVideo(mien: Mien, page: Page): Promise<number> {
  return clickMenuEntry(mien, page, 'read-faces-in-video', '');
}
