import { browser } from 'wxt/browser';
import type { LineProtocol } from './protocol.ts';

/** The name of the port between a page and the engine. */
export const ENGINE_LINE = 'mien-engine';

type Name = keyof LineProtocol;
type Request<N extends Name> = Parameters<LineProtocol[N]>[0];

/** What goes over the line. `number` is there where an answer is wanted, and comes back with it. */
export interface Asked {
  readonly name: string;
  readonly request: unknown;
  readonly number?: number | undefined;
}

export type Answered = { readonly number: number } & (
  | { readonly answer: unknown }
  | { readonly error: string }
);

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * One port to the engine for all that a page asks of it: a message by itself costs the page its own opening, its own
 * copy for every page of the extension, and its own closing. The engine sees at the port's end that the page is gone.
 */
export class Line {
  #port: chrome.runtime.Port | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Rejects where nobody listens, where the engine ends before it answers, and where it answers with an error. */
  ask<N extends Name>(name: N, request: Request<N>): Promise<unknown> {
    this.#count += 1;
    const number = this.#count;
    return new Promise((resolve, reject) => {
      // It throws where the extension is no more, and where the message is larger than the browser carries.
      this.#open().postMessage({ name, request, number } satisfies Asked);
      this.#waiting.set(number, { resolve, reject });
    });
  }

  /** Says what needs no answer. Where there is no line, nothing of what was asked over it goes on. */
  say<N extends Name>(name: N, request: Request<N>): void {
    this.#port?.postMessage({ name, request } satisfies Asked);
  }

  /**
   * Ends what was asked. The browser cuts the port of a page that goes into the back-forward cache and tells the page
   * nothing of it, now or later: what is posted there is lost.
   */
  hangUp(): void {
    const port = this.#port;
    if (port === undefined) return;
    this.#close(port, 'The page was left.');
    port.disconnect();
  }

  #open(): chrome.runtime.Port {
    if (this.#port) return this.#port;
    const port = browser.runtime.connect({ name: ENGINE_LINE }) as chrome.runtime.Port;
    port.onMessage.addListener((answered: Answered) => this.#take(answered));
    port.onDisconnect.addListener(() => {
      // Read, or the browser complains of it at the page's console.
      this.#close(port, browser.runtime.lastError?.message ?? 'The line to the engine was cut.');
    });
    this.#port = port;
    return port;
  }

  #take(answered: Answered): void {
    const waiting = this.#waiting.get(answered.number);
    this.#waiting.delete(answered.number);
    if ('error' in answered) waiting?.reject(new Error(answered.error));
    else waiting?.resolve(answered.answer);
  }

  #close(port: chrome.runtime.Port, reason: string): void {
    if (this.#port !== port) return;
    this.#port = undefined;
    const cut = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of cut) reject(new Error(reason));
  }
}
