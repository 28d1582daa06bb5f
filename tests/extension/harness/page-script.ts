import type { Page } from 'playwright';

/**
 * Runs code in a page beside Mien's page script, in its isolated world, with all that the browser gives that script: what
 * whoever has taken over the page's process can do.
 *
 * @param call source of a function without arguments; what its promise gives must be JSON
 */
export async function asPageScript<T>(page: Page, call: string): Promise<T> {
  const session = await page.context().newCDPSession(page);
  try {
    const found = Promise.withResolvers<number>();
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const isMien = context.auxData?.type === 'isolated' && context.origin.startsWith('chrome-extension:');
      if (isMien) found.resolve(context.id);
    });
    await session.send('Runtime.enable');
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `(${call})()`,
      contextId: await found.promise,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  } finally {
    await session.detach();
  }
}

/** Has the page script ask the engine over a line of its own, as the line's messages are. */
export function askAsPageScript(page: Page, name: string, request: unknown): Promise<unknown> {
  const asked = JSON.stringify({ name, request, number: 1 });
  return asPageScript(
    page,
    `() => new Promise((resolve) => {
      const port = chrome.runtime.connect({ name: 'mien-engine' });
      port.onMessage.addListener(([answered]) => { port.disconnect(); resolve(answered); });
      port.onDisconnect.addListener(() => resolve({ cut: String(chrome.runtime.lastError?.message) }));
      port.postMessage([${asked}]);
    })`,
  );
}

/** Has the page script send one of the other messages. */
export function sendAsPageScript(page: Page, type: string, data?: unknown): Promise<unknown> {
  const message = JSON.stringify({ id: 1, type, data, timestamp: 0 });
  return asPageScript(
    page,
    `() => chrome.runtime.sendMessage(${message}).then((answer) => answer ?? null, (error) => ({ rejected: error.message }))`,
  );
}
