import { browser } from 'wxt/browser';
import type { LineProtocol } from './protocol.ts';

/** The name of the port between a page and the engine. */
export const ENGINE_LINE = 'mien-engine';

type Name = keyof LineProtocol;
type Request<N extends Name> = Parameters<LineProtocol[N]>[0];

/** Messages go over the line in lists, both ways. `number` is there where an answer is wanted, and comes back with it. */
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
  reject(error: unknown): void;
}

/**
 * One port to the engine for all that a page asks of it: a message by itself costs the page its own opening, its own
 * copy for every page of the extension, and its own closing. What is asked in one breath goes in one message, because
 * each costs the page more than what is in it. The engine sees at the port's end that the page is gone.
 */
export class Line {
  #port: chrome.runtime.Port | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();
  #unsent: Asked[] = [];
  #sending: ReturnType<typeof setTimeout> | undefined;

  /** Rejects where nobody listens, where the engine ends before it answers, and where it answers with an error. */
  ask<N extends Name>(name: N, request: Request<N>): Promise<unknown> {
    this.#count += 1;
    const number = this.#count;
    return new Promise((resolve, reject) => {
      // It throws where the extension is no more.
      this.#open();
      this.#waiting.set(number, { resolve, reject });
      this.#sendSoon({ name, request, number });
    });
  }

  /** Says what needs no answer. Where there is no line, nothing of what was asked over it goes on. */
  say<N extends Name>(name: N, request: Request<N>): void {
    if (this.#port) this.#sendSoon({ name, request });
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
    port.onMessage.addListener((answers: readonly Answered[]) => {
      for (const answered of answers) this.#take(answered);
    });
    port.onDisconnect.addListener(() => {
      // Read, or the browser complains of it at the page's console.
      this.#close(port, browser.runtime.lastError?.message ?? 'The line to the engine was cut.');
    });
    this.#port = port;
    return port;
  }

  #sendSoon(asked: Asked): void {
    this.#unsent.push(asked);
    this.#sending ??= setTimeout(() => this.#send());
  }

  #send(): void {
    this.#sending = undefined;
    const unsent = this.#unsent;
    this.#unsent = [];
    if (this.#post(unsent) === undefined) return;
    // Together they may be larger than the browser carries, or one of them is, for which the others are not to blame.
    for (const asked of unsent) {
      const error = this.#post([asked]);
      if (error !== undefined && asked.number !== undefined) this.#settle(asked.number)?.reject(error);
    }
  }

  /** @returns why it could not be sent */
  #post(messages: readonly Asked[]): unknown {
    try {
      this.#port?.postMessage(messages);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  #settle(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }

  #take(answered: Answered): void {
    const waiting = this.#settle(answered.number);
    if ('error' in answered) waiting?.reject(new Error(answered.error));
    else waiting?.resolve(answered.answer);
  }

  #close(port: chrome.runtime.Port, reason: string): void {
    if (this.#port !== port) return;
    this.#port = undefined;
    this.#unsent = [];
    const cut = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of cut) reject(new Error(reason));
  }
}
