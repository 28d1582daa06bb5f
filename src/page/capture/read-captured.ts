import type { EngineClient, RunningRead } from '../../engine-client/engine-client.ts';
import { cancelled, failed } from '../../engine-client/outcomes.ts';
import type { ReadOutcome, ReadPriority } from '../../messaging/protocol.ts';
import { reasonOf } from '../../web/reason-of.ts';
import type { Picture } from '../picture.ts';
import { readInSteps } from '../read-steps.ts';
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
  return readInSteps(priority, async (steps): Promise<ReadOutcome> => {
    try {
      const { source, part, isPartial } = await camera.captureOf(picture, steps.priority === 'asked', signal);
      const outcome = await steps.take((wanted) => client.read(source, wanted, signal, { isFleeting: true }));
      return outcome.ok
        ? { ok: true, reading: readingOfPart(outcome.reading, part, picture, isPartial) }
        : outcome;
    } catch (error) {
      const isPassing = error instanceof CaptureRefusal && error.isPassing;
      if (signal.aborted || (isPassing && steps.priority !== 'asked')) return cancelled();
      return failed('not-capturable', reasonOf(error));
    }
  });
}
