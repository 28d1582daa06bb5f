import { fakeBrowser } from 'wxt/testing/fake-browser';

type Listener = (...values: never[]) => void;

/** A list of listeners, as the browser's events are. */
class FakeEvent {
  readonly #listeners = new Set<Listener>();
  addListener(listener: Listener) {
    this.#listeners.add(listener);
  }
  removeListener(listener: Listener) {
    this.#listeners.delete(listener);
  }
  tell(...values: unknown[]) {
    for (const listener of this.#listeners) listener(...(values as never[]));
  }
  get isHeard() {
    return this.#listeners.size > 0;
  }
}

class FakePort {
  readonly onMessage = new FakeEvent();
  readonly onDisconnect = new FakeEvent();
  readonly name: string;
  readonly sender: unknown;
  readonly #board: PortBoard;
  peer: FakePort | undefined;
  isOpen = true;

  constructor(board: PortBoard, name: string, sender?: unknown) {
    this.#board = board;
    this.name = name;
    this.sender = sender;
  }

  postMessage(message: unknown) {
    if (!this.isOpen) {
      this.#board.postedAfterEnd += 1;
      throw new Error('Attempting to use a disconnected port object');
    }
    if (JSON.stringify(message).length > this.#board.most) {
      throw new Error('Message length exceeded maximum allowed length.');
    }
    this.#board.posted += 1;
    const copy = structuredClone(message);
    queueMicrotask(() => this.peer?.isOpen && this.peer.onMessage.tell(copy));
  }

  /** As in the browser, who disconnects is not told of it. */
  disconnect() {
    this.isOpen = false;
    if (!this.peer?.isOpen) return;
    this.peer.isOpen = false;
    this.peer.onDisconnect.tell(this.peer);
  }
}

/** `runtime.connect` and `runtime.onConnect`, which the fake browser of the tests does not have. */
export class PortBoard {
  opened = 0;
  postedAfterEnd = 0;
  /** Messages, both ways. */
  posted = 0;
  /** Characters of the longest message that goes through; a browser has a limit too. */
  readonly most = 10_000;
  readonly #pages: FakePort[] = [];

  /** @param sender who the browser says is at the page's end */
  install(sender: unknown): void {
    this.opened = this.postedAfterEnd = this.posted = 0;
    this.#pages.length = 0;
    const onConnect = new FakeEvent();
    const connect = ({ name }: { name: string }) => {
      this.opened += 1;
      const page = new FakePort(this, name);
      const engine = new FakePort(this, name, sender);
      page.peer = engine;
      engine.peer = page;
      this.#pages.push(page);
      queueMicrotask(() => {
        if (onConnect.isHeard) return onConnect.tell(engine);
        Object.assign(fakeBrowser.runtime, { lastError: { message: 'Receiving end does not exist.' } });
        engine.disconnect();
        Object.assign(fakeBrowser.runtime, { lastError: undefined });
      });
      return page;
    };
    Object.assign(fakeBrowser.runtime, { connect, onConnect });
  }

  /** Both ends are told, as when a process dies. */
  cutAll(): void {
    for (const page of this.#pages) {
      page.peer?.disconnect();
      page.peer?.onDisconnect.tell(page.peer);
    }
  }

  /** Until nothing more is on its way. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }
}
