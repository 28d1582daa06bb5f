import type { CDPSession } from 'playwright';

/** A document or worker that Playwright does not know of, spoken to by the DevTools protocol. */
export interface DevtoolsTarget {
  /** @throws what the browser says in place of a result, and where the target is gone */
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** The value of an expression, once it is there if it is a promise. @throws what the expression throws */
  evaluate<T>(expression: string): Promise<T>;
  /** Has each worker of the target do something that has no answer. */
  tellWorkers(method: string): Promise<void>;
  detach(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  /** Of an event, which has no number. */
  readonly method?: string;
  readonly params?: { readonly sessionId?: string };
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/**
 * Speaks to a target through the browser's session, wrapped message by message: Playwright gives no sessions to offscreen
 * documents and their workers.
 */
async function attachTo(browser: CDPSession, targetId: string): Promise<DevtoolsTarget> {
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  const workers = new Set<string>();
  let calls = 0;
  const hear = ({ sessionId: from, message }: { readonly sessionId: string; readonly message: string }) => {
    if (from !== sessionId) return;
    const { id = 0, result, error, method, params } = JSON.parse(message) as Answer;
    if (method === 'Target.attachedToTarget' && params?.sessionId) workers.add(params.sessionId);
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result ?? {});
    waiting.delete(id);
  };
  const leave = ({ sessionId: gone }: { readonly sessionId: string }) => {
    if (gone !== sessionId) return;
    browser.off('Target.receivedMessageFromTarget', hear);
    browser.off('Target.detachedFromTarget', leave);
    for (const { reject } of waiting.values()) reject(new Error('The target is gone.'));
  };
  browser.on('Target.receivedMessageFromTarget', hear);
  browser.on('Target.detachedFromTarget', leave);

  const send: DevtoolsTarget['send'] = async (method, params = {}) => {
    calls += 1;
    const answer = Promise.withResolvers<Record<string, unknown>>();
    waiting.set(calls, answer);
    const message = JSON.stringify({ id: calls, method, params });
    await browser.send('Target.sendMessageToTarget', { sessionId, message });
    return await answer.promise;
  };
  return {
    send,
    evaluate: async (expression) => {
      const params = { expression, returnByValue: true, awaitPromise: true };
      const { result, exceptionDetails } = (await send('Runtime.evaluate', params)) as unknown as Evaluated;
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value as never;
    },
    tellWorkers: async (method) => {
      // Answered once each worker that there is has been told of.
      await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
      const message = JSON.stringify({ id: 1, method });
      await Promise.all(
        [...workers].map((worker) => send('Target.sendMessageToTarget', { sessionId: worker, message })),
      );
    },
    detach: async () => {
      await browser.send('Target.detachFromTarget', { sessionId }).catch(() => undefined);
    },
  };
}

/** Every target of the browser, also those that are told to nobody unasked. */
async function targetsOf(browser: CDPSession) {
  // An empty filter passes all; Playwright's types know of none.
  const { targetInfos } = await browser.send('Target.getTargets', { filter: [{}] });
  return targetInfos;
}

/** The offscreen document that holds the engine; none while it does not exist. Its worker does not answer this way. */
export async function engineDocument(browser: CDPSession): Promise<DevtoolsTarget | undefined> {
  const targets = await targetsOf(browser);
  const found = targets.find(
    ({ type, url }) => type === 'background_page' && url.includes('/offscreen.html'),
  );
  return found && (await attachTo(browser, found.targetId));
}
