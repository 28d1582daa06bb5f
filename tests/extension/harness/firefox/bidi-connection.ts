import type { Commands } from 'webdriver-bidi-protocol';

/** A connection to a browser by WebDriver BiDi (W3C), which Firefox speaks by itself. */
export interface BidiConnection {
  /** @throws what the browser answers instead, or that the connection has ended */
  send<M extends keyof Commands>(
    method: M,
    params: Commands[M]['params'],
  ): Promise<Commands[M]['returnType']>;
  close(): void;
}

interface Waiting {
  resolve(result: never): void;
  reject(error: Error): void;
}

type Received =
  | { readonly type: 'success'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number | null; readonly error: string; readonly message: string }
  | { readonly type: 'event' };

/** @param url address of the WebSocket on which the browser waits */
export async function connectBidi(url: string): Promise<BidiConnection> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  const opened = Promise.withResolvers<void>();
  socket.onopen = () => opened.resolve();
  socket.onerror = () => opened.reject(new Error(`No browser answers at ${url}.`));
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser is gone.'));
    waiting.clear();
  };
  socket.onmessage = ({ data }) => {
    const received: Received = JSON.parse(data);
    if (received.type === 'event' || received.id === null) return;
    const asked = waiting.get(received.id);
    waiting.delete(received.id);
    if (received.type === 'success') asked?.resolve(received.result as never);
    else asked?.reject(new Error(`${received.error}: ${received.message}`));
  };
  await opened.promise;
  return {
    send: (method, params) => {
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      sent += 1;
      waiting.set(sent, { resolve, reject });
      socket.send(JSON.stringify({ id: sent, method, params }));
      return promise;
    },
    close: () => socket.close(),
  };
}
