import type { EngineClient, RunningRead } from '../../engine-client/engine-client.ts';
import type { ReadPriority } from '../../messaging/protocol.ts';
import type { Picture } from '../picture.ts';
import { readCaptured } from './read-captured.ts';
import { type Conceal, TabCamera } from './tab-camera.ts';

/** Reads pictures as the screen shows them. One for a frame, so that what waits together is captured together. */
export class ScreenReader {
  readonly #client: EngineClient;
  readonly #camera: TabCamera;

  /** @param conceal hides what Mien has drawn over pictures, until what it returns is called */
  constructor(client: EngineClient, conceal: Conceal) {
    this.#client = client;
    this.#camera = new TabCamera((requests) => client.capture(requests), conceal);
  }

  read(picture: Picture, priority: ReadPriority, signal: AbortSignal): RunningRead {
    return readCaptured(picture, this.#camera, this.#client, priority, signal);
  }
}
