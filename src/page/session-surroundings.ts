import type { EngineChannel } from '../engine-client/engine-client.ts';
import type { FrameState, PagePart } from '../messaging/protocol.ts';
import type { Settings } from '../settings/schema.ts';
import type { CardCalls } from './card/card-calls.ts';
import type { ReadLabelMessages } from './label-language.ts';

/** What a session needs from the extension around it. */
export interface SessionSurroundings {
  readonly engine: EngineChannel;
  /** False once the extension has been reloaded or removed and this script is an orphan; asking ends it. */
  isAlive(): boolean;
  /** Calls back with the settings now and after each change, until `signal` aborts. */
  watchSettings(signal: AbortSignal, callback: (settings: Settings) => void): Promise<void>;
  sendFrameState(state: FrameState): Promise<unknown>;
  /** Has a part of the page script run in this frame. */
  bringPart(part: PagePart): Promise<unknown>;
  /** What the card of a badge asks for. */
  readonly card: CardCalls;
  /** Texts of labels in a language that is not the browser's. */
  readonly readLabelMessages: ReadLabelMessages;
  /** The number of faces in this frame is another. */
  tellFacesChanged(): Promise<unknown>;
}

/** The way to the engine, closed where the extension around it is no more. */
export function whileAlive({ engine, isAlive }: SessionSurroundings): EngineChannel {
  const check = <T>(send: () => Promise<T>) =>
    isAlive() ? send() : Promise.reject(new Error('Mien has been reloaded or removed.'));
  return {
    wake: () => check(() => engine.wake()),
    read: (request) => check(() => engine.read(request)),
    cancel(id) {
      if (isAlive()) engine.cancel(id);
    },
    reprioritize(id, priority) {
      if (isAlive()) engine.reprioritize(id, priority);
    },
    hangUp: () => engine.hangUp(),
    capture: (requests) => check(() => engine.capture(requests)),
  };
}
