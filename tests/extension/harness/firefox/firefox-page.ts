import { writeFile } from 'node:fs/promises';
import type { Script } from 'webdriver-bidi-protocol';
import type { Rect } from '../box.ts';
import type { FaceOnScreen } from '../faces.ts';
import { waitUntil } from '../wait-until.ts';
import type { BidiConnection } from './bidi-connection.ts';

/** One tab of a Firefox, or one frame in it. */
export class FirefoxPage {
  readonly #bidi: BidiConnection;
  /** The browser's name for it. */
  readonly context: string;

  constructor(bidi: BidiConnection, context: string) {
    this.#bidi = bidi;
    this.context = context;
  }

  async goto(url: string): Promise<void> {
    await this.#bidi.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  async bringToFront(): Promise<void> {
    await this.#bidi.send('browsingContext.activate', { context: this.context });
  }

  async close(): Promise<void> {
    await this.#bidi.send('browsingContext.close', { context: this.context });
  }

  /** The frames in it, in the order of the document. */
  async frames(): Promise<FirefoxPage[]> {
    const { contexts } = await this.#bidi.send('browsingContext.getTree', { root: this.context });
    return (contexts[0]?.children ?? []).map(({ context }) => new FirefoxPage(this.#bidi, context));
  }

  /** What the function gives there; it and its arguments go there as text and JSON. */
  async evaluate<A extends readonly unknown[], R>(
    run: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<R> {
    const answer = await this.#call(
      `async (sent) => JSON.stringify(await (${run})(...JSON.parse(sent))) ?? 'null'`,
      [{ type: 'string', value: JSON.stringify(args) }],
    );
    return JSON.parse(answer) as R;
  }

  /** Every face that Mien draws in this frame, in CSS pixels of its viewport, in document order. */
  async faces(): Promise<FaceOnScreen[]> {
    const root = await this.#closedRoot('mien-overlay');
    if (root === undefined) return [];
    return JSON.parse(await this.#call(`(root) => JSON.stringify((${facesIn})(root))`, [{ sharedId: root }]));
  }

  /** All text that Mien shows in this frame. */
  async overlayText(): Promise<string> {
    const root = await this.#closedRoot('mien-overlay');
    return root === undefined ? '' : await this.#call('(root) => root.textContent', [{ sharedId: root }]);
  }

  /** Where the first element that the selector names is. */
  async place(selector: string): Promise<Rect> {
    return await this.evaluate((wanted) => {
      const found = document.querySelector(wanted);
      if (found === null) throw new Error(`There is no ${wanted}.`);
      const { x, y, width, height } = found.getBoundingClientRect();
      return { x, y, width, height };
    }, selector);
  }

  /** Clicks as a hand does: the page gets trusted events. */
  async click(
    at: { readonly x: number; readonly y: number },
    button: 'left' | 'right' = 'left',
  ): Promise<void> {
    const pressed = button === 'left' ? 0 : 2;
    await this.#bidi.send('input.performActions', {
      context: this.context,
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x: Math.round(at.x), y: Math.round(at.y) },
            { type: 'pointerDown', button: pressed },
            { type: 'pointerUp', button: pressed },
          ],
        },
      ],
    });
  }

  /** Clicks the middle of the first element that the selector names. */
  async clickOn(selector: string, button: 'left' | 'right' = 'left'): Promise<void> {
    await this.#waitFor(selector);
    const { x, y, width, height } = await this.place(selector);
    await this.click({ x: x + width / 2, y: y + height / 2 }, button);
  }

  /** Writes into what has the focus, key by key; `\n` is the enter key. */
  async type(text: string): Promise<void> {
    const keys = [...text].map((key) => (key === '\n' ? '\uE007' : key));
    await this.#bidi.send('input.performActions', {
      context: this.context,
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: keys.flatMap((value) => [
            { type: 'keyDown' as const, value },
            { type: 'keyUp' as const, value },
          ]),
        },
      ],
    });
  }

  /** All text of the page's own. */
  text(): Promise<string> {
    return this.evaluate(() => document.body.innerText);
  }

  /** Waits until the page shows this text. */
  async waitForText(wanted: string | RegExp): Promise<void> {
    await waitUntil(
      () => this.text(),
      (text) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)),
      { describe: (text) => `${wanted} is not in: ${text}` },
    );
  }

  /** Gives files to a file chooser, as a person does. */
  async chooseFiles(selector: string, files: readonly string[]): Promise<void> {
    const sharedId = (await this.#waitFor(selector))?.sharedId;
    if (!sharedId) throw new Error(`There is no ${selector}.`);
    await this.#bidi.send('input.setFiles', {
      context: this.context,
      element: { sharedId },
      files: [...files],
    });
  }

  /** Writes a PNG of what is in view. */
  async screenshot(path: string): Promise<void> {
    const { data } = await this.#bidi.send('browsingContext.captureScreenshot', { context: this.context });
    await writeFile(path, Buffer.from(data, 'base64'));
  }

  /** What no script of the page can reach: the closed root of an element. */
  async #closedRoot(selector: string): Promise<string | undefined> {
    return (await this.#element(selector))?.value?.shadowRoot?.sharedId;
  }

  /** The first element that the selector names, with its shadow root, be it closed. */
  async #element(selector: string): Promise<Script.NodeRemoteValue | undefined> {
    const found = await this.#bidi.send('script.evaluate', {
      expression: `document.querySelector(${JSON.stringify(selector)})`,
      awaitPromise: false,
      target: { context: this.context },
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
    });
    return found.type === 'success' && found.result.type === 'node' ? found.result : undefined;
  }

  /** An element that a page draws itself is there later than the page is loaded. */
  #waitFor(selector: string): Promise<Script.NodeRemoteValue | undefined> {
    return waitUntil(
      () => this.#element(selector),
      (element) => element !== undefined,
      { describe: () => `there is no ${selector}` },
    );
  }

  async #call(
    functionDeclaration: string,
    args: Script.LocalValue[] | Script.SharedReference[],
  ): Promise<string> {
    const result = await this.#bidi.send('script.callFunction', {
      functionDeclaration,
      arguments: args,
      awaitPromise: true,
      target: { context: this.context },
    });
    if (result.type === 'exception') throw new Error(result.exceptionDetails.text);
    return result.result.type === 'string' ? result.result.value : '';
  }
}

/** Runs in the page, with the overlay's root. */
function facesIn(root: ShadowRoot): FaceOnScreen[] {
  return [...root.querySelectorAll<HTMLElement>('[data-expression]')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const data = Object.fromEntries(
      Object.entries(element.dataset).map(([key, value]) => [key, value ?? '']),
    );
    return {
      box: { x, y, width, height },
      expression: data.expression ?? '',
      confidence: Number(data.confidence),
      uncertain: data.uncertain === 'true',
      data,
      text: element.textContent,
    };
  });
}
