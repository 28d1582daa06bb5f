import type { Page } from 'playwright';
import { ENGINE_LINE } from '../../../src/messaging/line.ts';
import type {
  ImageSource,
  LineProtocol,
  Protocol,
  ReadOutcome,
  ReadPriority,
} from '../../../src/messaging/protocol.ts';

/** Speaks to the offscreen document from a page of the extension, as the popup does. */
export interface EngineLine {
  /** @throws what the engine answers instead of an answer */
  ask<N extends keyof Protocol & string>(
    name: N,
    request?: Parameters<Protocol[N]>[0],
  ): Promise<ReturnType<Protocol[N]>>;
  /** Over a line of its own, which ends with the answer. */
  call<N extends keyof LineProtocol>(
    name: N,
    request: Parameters<LineProtocol[N]>[0],
  ): Promise<ReturnType<LineProtocol[N]>>;
  /** Reads the image at an address, with the cookies of the browser unless it is said otherwise. */
  read(
    url: string,
    options?: { id?: string; priority?: ReadPriority; credentials?: 'include' | 'same-origin' },
  ): Promise<ReadOutcome>;
  /** Reads an image from its bytes. */
  readBytes(bytes: Uint8Array, type?: string): Promise<ReadOutcome>;
}

let reads = 0;

export function engineLine(page: Page): EngineLine {
  const ask: EngineLine['ask'] = async (type, data) => {
    const answer = await page.evaluate(
      (message) =>
        chrome.runtime.sendMessage({ ...message, id: Date.now(), timestamp: Date.now() }) as Promise<{
          res?: unknown;
          err?: { message?: string };
        }>,
      { type, data },
    );
    if (answer?.err) throw new Error(answer.err.message);
    return answer?.res as never;
  };
  const call: EngineLine['call'] = async (name, request) => {
    const answered = await page.evaluate(
      ({ line, asked }) =>
        new Promise<{ answer?: unknown; error?: string }>((resolve) => {
          const port = chrome.runtime.connect({ name: line });
          port.onMessage.addListener(([answered]) => {
            resolve(answered);
            port.disconnect();
          });
          port.onDisconnect.addListener(() =>
            resolve({ error: chrome.runtime.lastError?.message ?? 'The line was cut.' }),
          );
          port.postMessage(asked);
        }),
      { line: ENGINE_LINE, asked: [{ name, request, number: 1 }] },
    );
    if (answered.error !== undefined) throw new Error(answered.error);
    return answered.answer as never;
  };
  const readSource = (source: ImageSource, priority: ReadPriority, id = `read ${reads++}`) =>
    call('readImage', { id, source, priority });
  return {
    ask,
    call,
    read: (url, { id, priority = 'asked', credentials = 'include' } = {}) =>
      readSource({ kind: 'address', url, credentials }, priority, id),
    readBytes: (bytes, type = 'application/octet-stream') => {
      const dataUrl = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
      return readSource({ kind: 'bytes', dataUrl }, 'asked');
    },
  };
}
