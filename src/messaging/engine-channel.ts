import { Line } from './line.ts';
import { send } from './messenger.ts';
import type { CaptureRequest, ReadPriority, ReadRequest } from './protocol.ts';

const line = new Line();

/** The way from a page to the engine: its messages as calls. A promise rejects where nobody answers. */
export const engineChannel = {
  wake: () => send('wakeEngine', undefined),
  read: (request: ReadRequest) => line.ask('readImage', request),
  cancel: (id: string) => line.say('cancelRead', { id }),
  reprioritize: (id: string, priority: ReadPriority) => line.say('reprioritizeRead', { id, priority }),
  hangUp: () => line.hangUp(),
  capture: (requests: readonly CaptureRequest[]) => send('captureTab', { requests }),
};
