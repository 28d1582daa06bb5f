import type { RunningRead } from '../engine-client/engine-client.ts';
import { cancelled, failed } from '../engine-client/outcomes.ts';
import type { ReadPriority } from '../messaging/protocol.ts';
import { reasonOf } from '../web/reason-of.ts';
import type { ScreenReader } from './capture/screen-reader.ts';
import type { Picture } from './picture.ts';
import { readInSteps } from './read-steps.ts';

/** Has a picture read as the screen shows it: the last way. */
export type ReadByScreen = (picture: Picture, priority: ReadPriority, signal: AbortSignal) => RunningRead;

/**
 * @param fetchReader brings what captures the screen; asked when it is first needed, and again where that failed
 */
export function screenReading(fetchReader: () => Promise<ScreenReader>): ReadByScreen {
  let reader: Promise<ScreenReader> | undefined;
  const readerOnce = () => {
    reader ??= fetchReader().catch((error) => {
      reader = undefined;
      throw error;
    });
    return reader;
  };
  return (picture, priority, signal) =>
    readInSteps(priority, async (steps) => {
      try {
        const screen = await readerOnce();
        if (signal.aborted) return cancelled();
        return await steps.take((wanted) => screen.read(picture, wanted, signal));
      } catch (error) {
        return failed('not-capturable', reasonOf(error));
      }
    });
}
