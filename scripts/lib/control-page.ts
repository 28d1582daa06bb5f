import type { BrowserContext, Page } from 'playwright';
import type { EngineStatus, FrameState, Protocol } from '../../src/messaging/protocol.ts';
import type { Settings } from '../../src/settings/schema.ts';

/** A page of the extension's own origin, through which a script speaks to the extension as the popup does. */
export interface ControlPage {
  readonly page: Page;
  /** The browser's number of the tab that shows `page`, which must be the only one with its address. */
  tabOf(page: Page): Promise<number>;
  /** Sends a message to every frame of a tab. */
  tell<N extends keyof Protocol & string>(
    tab: number,
    name: N,
    request: Parameters<Protocol[N]>[0],
  ): Promise<void>;
  /** Asks every frame of the page what it has found; frames that do not answer in a second are left out. */
  statesOf(page: Page, wish: { readonly images: boolean }): Promise<FrameState[]>;
  engineStatus(): Promise<EngineStatus>;
  /** Changes the stored settings; fields that are not given stay as they are. */
  changeSettings(change: Partial<Settings>): Promise<void>;
}

const ANSWER_DEADLINE = 1000;

/** What runs inside the control page: sends as @webext-core/messaging does, and hands over what the frames answer. */
async function askFrames(question: {
  tab: number;
  images: boolean;
  frames: number;
  deadline: number;
}): Promise<unknown[]> {
  const states = new Map<string, unknown>();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, question.deadline);
  const listen = (
    message: { type?: string; data?: { frame: string } },
    sender: chrome.runtime.MessageSender,
  ) => {
    if (message.type !== 'frameState' || sender.tab?.id !== question.tab || !message.data) return;
    states.set(message.data.frame, message.data);
    if (states.size >= question.frames) resolve();
  };
  chrome.runtime.onMessage.addListener(listen);
  try {
    const data = { images: question.images };
    const message = { id: Date.now(), type: 'reportState', data, timestamp: Date.now() };
    // Rejects where no frame listens; then there is nothing to wait for but the deadline.
    chrome.tabs.sendMessage(question.tab, message).catch(() => undefined);
    await promise;
  } finally {
    clearTimeout(timer);
    chrome.runtime.onMessage.removeListener(listen);
  }
  return [...states.values()];
}

/** Opens the control page in a tab of its own: the manifest, which has the rights of the extension and no script. */
export async function openControlPage(context: BrowserContext, extensionId: string): Promise<ControlPage> {
  const control = await context.newPage();
  await control.goto(`chrome-extension://${extensionId}/manifest.json`);

  const tabOf = async (page: Page) => {
    const url = page.url();
    const tabs = await control.evaluate(
      async (wanted) =>
        (await chrome.tabs.query({})).filter((tab) => tab.url === wanted).map((tab) => tab.id ?? -1),
      url,
    );
    const [tab, another] = tabs;
    if (tab === undefined || another !== undefined) {
      throw new Error(`${tabs.length} tabs show ${url}; exactly one is wanted.`);
    }
    return tab;
  };

  return {
    page: control,
    tabOf,
    tell: async (tab, type, data) => {
      await control.evaluate(
        (sent) =>
          chrome.tabs.sendMessage(sent.tab, {
            id: Date.now(),
            type: sent.type,
            data: sent.data,
            timestamp: Date.now(),
          }),
        { tab, type, data },
      );
    },
    statesOf: async (page, { images }) => {
      const question = {
        tab: await tabOf(page),
        images,
        frames: page.frames().length,
        deadline: ANSWER_DEADLINE,
      };
      return (await control.evaluate(askFrames, question)) as FrameState[];
    },
    engineStatus: async () => {
      const answer = await control.evaluate(async () => {
        const wrap = (type: string) => ({ id: Date.now(), type, timestamp: Date.now() });
        await chrome.runtime.sendMessage(wrap('wakeEngine'));
        return (await chrome.runtime.sendMessage(wrap('engineStatus'))) as { res?: unknown; err?: unknown };
      });
      if (!answer?.res) throw new Error(`No engine status: ${JSON.stringify(answer)}`);
      return answer.res as EngineStatus;
    },
    changeSettings: async (change) => {
      await control.evaluate(async (changed) => {
        const { settings } = await chrome.storage.local.get<{ settings?: object }>('settings');
        await chrome.storage.local.set({ settings: { ...settings, ...changed } });
      }, change);
    },
  };
}
