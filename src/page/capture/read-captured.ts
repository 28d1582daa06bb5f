import type { ReadOutcome, ReadPriority } from '../../messaging/protocol.ts';
import type { EngineClient, RunningRead } from '../engine-client.ts';
import { cancelled, failed, reasonOf } from '../outcomes.ts';
import type { Picture } from '../picture.ts';
import { CaptureRefusal } from './capture-refusal.ts';
import { readingOfPart } from './reading-of-part.ts';
import type { TabCamera } from './tab-camera.ts';

/**
 * Has a picture read as the screen shows it: the last way, where its pixels cannot be had otherwise. Nothing of it is
 * remembered under the picture's address. A picture that nobody has asked for, and that cannot be captured only now,
 * counts as not waited for: it is tried again when it comes into view.
 */
export function readCaptured(
  picture: Picture,
  camera: Pick<TabCamera, 'captureOf'>,
  client: Pick<EngineClient, 'read'>,
  priority: ReadPriority,
  signal: AbortSignal,
): RunningRead {
  let wanted = priority;
  let current: RunningRead | undefined;
  const run = async (): Promise<ReadOutcome> => {
    const { source, part } = await camera.captureOf(picture, signal);
    current = client.read(source, wanted, signal, { isFleeting: true });
    const outcome = await current.outcome;
    return outcome.ok ? { ok: true, reading: readingOfPart(outcome.reading, part, picture) } : outcome;
  };
  const explain = (error: unknown): ReadOutcome => {
    const isPassing = error instanceof CaptureRefusal && error.isPassing;
    if (signal.aborted || (isPassing && wanted !== 'asked')) return cancelled();
    return failed('not-capturable', reasonOf(error));
  };
  return {
    outcome: run().catch(explain),
    reprioritize(next) {
      wanted = next;
      current?.reprioritize(next);
    },
  };
}
