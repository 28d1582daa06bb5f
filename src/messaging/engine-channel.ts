import { send } from './messenger.ts';
import type { CaptureRequest, ReadPriority, ReadRequest } from './protocol.ts';

/** The way from a page to the engine: its messages as calls. Each promise rejects where nobody answers. */
export const engineChannel = {
  wake: () => send('wakeEngine', undefined),
  read: (request: ReadRequest) => send('readImage', request),
  cancel: (id: string) => send('cancelRead', { id }),
  reprioritize: (id: string, priority: ReadPriority) => send('reprioritizeRead', { id, priority }),
  capture: (requests: readonly CaptureRequest[]) => send('captureTab', { requests }),
};
