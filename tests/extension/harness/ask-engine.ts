import type { Page } from 'playwright';
import type { ImageSource, Protocol, ReadOutcome, ReadPriority } from '../../../src/messaging/protocol.ts';

/** Speaks to the offscreen document from a page of the extension, as the popup does. */
export interface EngineLine {
  /** @throws what the engine answers instead of an answer */
  ask<N extends keyof Protocol & string>(
    name: N,
    request?: Parameters<Protocol[N]>[0],
  ): Promise<ReturnType<Protocol[N]>>;
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
  const readSource = (source: ImageSource, priority: ReadPriority, id = `read ${reads++}`) =>
    ask('readImage', { id, source, priority });
  return {
    ask,
    read: (url, { id, priority = 'asked', credentials = 'include' } = {}) =>
      readSource({ kind: 'address', url, credentials }, priority, id),
    readBytes: (bytes, type = 'application/octet-stream') => {
      const dataUrl = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
      return readSource({ kind: 'bytes', dataUrl }, 'asked');
    },
  };
}
