import type { ImageSource, ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import { readCaptured } from './capture/read-captured.ts';
import type { TabCamera } from './capture/tab-camera.ts';
import type { EngineClient, RunningRead } from './engine-client.ts';
import { cancelled, failed, reasonOf } from './outcomes.ts';
import type { Picture } from './picture.ts';

/** The engine could not get the image by its address; the page perhaps can, and the screen shows it in any case. */
function isWorthAnotherWay(source: ImageSource, outcome: ReadOutcome): boolean {
  if (outcome.ok || source.kind !== 'address') return false;
  return outcome.failure === 'http' || outcome.failure === 'network';
}

function unreadable(error: unknown): ReadOutcome {
  return failed('damaged-image', reasonOf(error));
}

/** What the screen told; where that is nothing, why neither it nor the way before it did. */
function eitherOf(first: ReadOutcome, captured: ReadOutcome): ReadOutcome {
  if (first.ok || captured.ok || captured.failure === 'cancelled') return captured;
  return { ...first, reason: `${first.reason} ${captured.reason}` };
}

/**
 * Has one picture read: by its address where it has one; where the engine cannot fetch that, by the pixels that the
 * page itself has; and where those cannot be had either, as the screen shows it.
 */
export function readPicture(
  picture: Picture,
  client: Pick<EngineClient, 'read'>,
  camera: Pick<TabCamera, 'captureOf'>,
  priority: ReadPriority,
  signal: AbortSignal,
): RunningRead {
  let wanted = priority;
  let current: RunningRead | undefined;
  const follow = (reading: RunningRead) => {
    current = reading;
    return reading.outcome;
  };
  const ask = (source: ImageSource) => follow(client.read(source, wanted, signal));
  const askByScreen = async (first: ReadOutcome) =>
    eitherOf(first, await follow(readCaptured(picture, camera, client, wanted, signal)));
  const askByPixels = async (first: ReadOutcome) => {
    const pixels = await picture.pixelsFromPage(signal).catch(() => undefined);
    if (signal.aborted) return cancelled();
    return pixels === undefined ? askByScreen(first) : ask(pixels);
  };
  const run = async () => {
    const source = await picture.pixels(signal).catch((error: unknown) => unreadable(error));
    if (signal.aborted) return cancelled();
    if ('ok' in source) return askByScreen(source);
    const outcome = await ask(source);
    return isWorthAnotherWay(source, outcome) ? askByPixels(outcome) : outcome;
  };
  return {
    outcome: run().catch((error: unknown) => (signal.aborted ? cancelled() : unreadable(error))),
    reprioritize(next) {
      wanted = next;
      current?.reprioritize(next);
    },
  };
}
