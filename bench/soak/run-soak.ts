import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { type ControlPage, openControlPage } from '../../scripts/lib/control-page.ts';
import { type ExtensionBrowser, launchExtension } from '../../scripts/lib/launch-extension.ts';
import { CACHED_READINGS } from '../../src/engine/limits.ts';
import { type EngineLine, engineLine } from '../../tests/extension/harness/ask-engine.ts';
import { collectGarbage, engineDocumentExists, hurry } from './engine-document.ts';
import type { SoakOptions } from './options.ts';
import { type PictureSource, preparePictures } from './pictures.ts';
import type { Mark } from './plot.ts';
import { type MemorySample, sampleMemory } from './processes.ts';
import { type SoakSite, startSoakSite } from './site.ts';
import { lookThrough, type Seen, settle, whatWasSeen } from './visit.ts';

/** All that a soak has seen. */
export interface SoakRecord {
  readonly samples: readonly MemorySample[];
  readonly marks: readonly Mark[];
  /** The most requests that were open in the engine at once. */
  readonly mostOpen: number;
  /** What was in view when all tabs were opened at once, as it stood when nothing was waited for any more. */
  readonly burst: readonly Seen[];
  /** Every picture of the tabs that were looked through, as it stood in the end. */
  readonly scrolled: readonly Seen[];
  readonly before: State;
  readonly after: State;
  /** How the engine came to rest and woke again; absent where that was not waited for. */
  readonly idle?: {
    readonly seconds: number;
    readonly memory: number;
    readonly gpu: number;
    readonly wake: number;
  };
  readonly seconds: number;
}

/** What the extension holds at a moment of rest; memory in megabytes that are its own. */
export interface State {
  readonly memory: number;
  readonly gpu: number;
  readonly tensors: number;
  readonly tensorBytes: number;
  readonly remembered: number;
  readonly open: number;
}

const SAMPLE_EVERY = 2000;
const MINUTE = 60_000;
/** Pictures that are read, at the least, before memory is measured for the first time: every kind of work has been done by then. */
const LEAST_WARM_UP = 64;
/** The warm-up is looked through in pages of so many. */
const WARM_UP_PAGE = 200;
/** The engine's document is gone by then, or the soak has failed. */
const IDLE_PATIENCE = { real: 6 * MINUTE, short: 20_000 };
/** The memory of what ended is given back by and by. */
const SETTLE = 2500;

class Soak {
  readonly #options: SoakOptions;
  readonly #site: SoakSite;
  readonly #mien: ExtensionBrowser;
  readonly #browser: CDPSession;
  readonly #control: ControlPage;
  readonly #controlSession: CDPSession;
  readonly #engine: EngineLine;
  readonly #start = performance.now();
  readonly #samples: MemorySample[] = [];
  readonly #marks: Mark[] = [];
  #mostOpen = 0;

  constructor(
    options: SoakOptions,
    site: SoakSite,
    mien: ExtensionBrowser,
    browser: CDPSession,
    control: ControlPage,
    controlSession: CDPSession,
  ) {
    this.#options = options;
    this.#site = site;
    this.#mien = mien;
    this.#browser = browser;
    this.#control = control;
    this.#controlSession = controlSession;
    this.#engine = engineLine(control.page);
  }

  async run(): Promise<SoakRecord> {
    const ended = new AbortController();
    const watching = this.#watch(ended.signal);
    try {
      await this.#warmUp();
      const before = await this.#stateAtRest();
      const { burst, scrolled } = await this.#useTabs();
      const after = await this.#stateAtRest();
      const idle = this.#options.idle === 'none' ? undefined : await this.#rest(this.#options.idle);
      ended.abort();
      await watching;
      const seconds = this.#now();
      return {
        samples: this.#samples,
        marks: this.#marks,
        mostOpen: this.#mostOpen,
        burst,
        scrolled,
        before,
        after,
        ...(idle && { idle }),
        seconds,
      };
    } finally {
      ended.abort();
    }
  }

  #now(): number {
    return (performance.now() - this.#start) / 1000;
  }

  #mark(text: string): void {
    this.#marks.push({ at: this.#now(), text });
    console.error(`${this.#now().toFixed(0)} s: ${text}`);
  }

  /** Samples memory and the queue until the signal aborts. */
  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#samples.push({ at: this.#now(), ...(await sampleMemory(this.#browser)) });
      const accounts = await this.#engine.ask('engineAccounts').catch(() => undefined);
      this.#mostOpen = Math.max(this.#mostOpen, accounts?.openRequests ?? 0);
      await pause(SAMPLE_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }

  async #open(first: number, count: number): Promise<Page> {
    const page = await this.#mien.context.newPage();
    await page.goto(this.#site.gallery(first, count));
    return page;
  }

  /** A long soak begins once the engine remembers as much as it ever will, so that what is added later is no memory of readings. */
  get #warmUpPictures(): number {
    return Math.max(LEAST_WARM_UP, Math.min(CACHED_READINGS, Math.floor(this.#options.images / 5)));
  }

  async #warmUp(): Promise<void> {
    this.#mark('warm up');
    // Numbers of their own, which none of the tabs shows.
    const { images } = this.#options;
    for (let read = 0; read < this.#warmUpPictures; read += WARM_UP_PAGE) {
      const page = await this.#open(images + read, Math.min(WARM_UP_PAGE, this.#warmUpPictures - read));
      await lookThrough(this.#control, page);
      await page.close();
    }
  }

  /** Has all that nothing holds given back, and looks at what is left. */
  async #memoryAtRest(rounds = 2): Promise<Omit<MemorySample, 'at'>> {
    for (let round = 0; round < rounds; round += 1) {
      await collectGarbage(this.#browser, this.#controlSession);
      await pause(SETTLE);
    }
    return await sampleMemory(this.#browser);
  }

  async #stateAtRest(): Promise<State> {
    const { own, gpu } = await this.#memoryAtRest();
    const { tensors, openRequests, rememberedReadings } = await this.#engine.ask('engineAccounts');
    return {
      memory: own,
      gpu,
      tensors: tensors?.tensors ?? 0,
      tensorBytes: tensors?.bytes ?? 0,
      remembered: rememberedReadings,
      open: openRequests,
    };
  }

  /** Opens all tabs at once, looks through one after the other, and closes them. */
  async #useTabs(): Promise<Pick<SoakRecord, 'burst' | 'scrolled'>> {
    const { images, tabs, minutes } = this.#options;
    const each = Math.floor(images / tabs);
    this.#mark(`${tabs} tabs at once`);
    const pages = await Promise.all(Array.from({ length: tabs }, (_, tab) => this.#open(tab * each, each)));
    await settle(this.#control, pages);
    const burst: Seen[] = [];
    for (const page of pages)
      burst.push(...(await whatWasSeen(this.#control, page)).filter(({ isInView }) => isInView));
    this.#mark('scrolling');
    const scrolled: Seen[] = [];
    for (const [tab, page] of pages.entries()) {
      if (this.#now() * 1000 > minutes * MINUTE) break;
      await lookThrough(this.#control, page);
      scrolled.push(...(await whatWasSeen(this.#control, page)));
      console.error(`${this.#now().toFixed(0)} s: tab ${tab + 1} of ${tabs}`);
    }
    await Promise.all(pages.map((page) => page.close()));
    this.#mark('tabs closed');
    return { burst, scrolled };
  }

  /** Waits until the engine has given everything back, and wakes it again. */
  async #rest(clock: 'real' | 'short'): Promise<NonNullable<SoakRecord['idle']>> {
    if (clock === 'short') await hurry(this.#browser);
    // The last that anybody asks for; from here on the time counts.
    await this.#readOne(this.#options.images + this.#warmUpPictures);
    const since = performance.now();
    this.#mark('idle');
    while (await engineDocumentExists(this.#browser)) {
      if (performance.now() - since > IDLE_PATIENCE[clock])
        throw new Error('The engine does not come to rest.');
      await pause(250);
    }
    const seconds = (performance.now() - since) / 1000;
    this.#mark('at rest');
    // What a document held, the browser gives back to the system after five seconds.
    const { own, gpu } = await this.#memoryAtRest(3);
    const woken = performance.now();
    await this.#readOne(this.#options.images + this.#warmUpPictures + 1);
    this.#mark('awake');
    return { seconds, memory: own, gpu, wake: (performance.now() - woken) / 1000 };
  }

  /** By a page, as all that wakes the engine comes from one. */
  async #readOne(number: number): Promise<void> {
    const page = await this.#open(number, 1);
    await settle(this.#control, [page]);
    const [seen] = await whatWasSeen(this.#control, page);
    if (seen?.record.status !== 'read') throw new Error(`It was not read: ${JSON.stringify(seen)}`);
    await page.close();
  }
}

/**
 * Has a browser with the built extension read so many pictures over so many tabs, and watches what that costs.
 *
 * @throws where a screen is not read in time, or the engine does not come to rest
 */
export async function runSoak(
  options: SoakOptions,
): Promise<SoakRecord & { readonly pictures: PictureSource }> {
  const pictures = await preparePictures();
  const site = await startSoakSite(pictures);
  const mien = await launchExtension({ extensionDir: resolve('.output', 'chrome-mv3') });
  try {
    const browser = await mien.context.browser()?.newBrowserCDPSession();
    if (browser === undefined) throw new Error('The browser cannot be spoken to.');
    const control = await openControlPage(mien.context, mien.extensionId);
    const controlSession = await mien.context.newCDPSession(control.page);
    return { ...(await new Soak(options, site, mien, browser, control, controlSession).run()), pictures };
  } finally {
    await mien.close();
    await site.close();
  }
}
