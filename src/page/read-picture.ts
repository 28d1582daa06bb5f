import type { ImageSource, ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import type { EngineClient, RunningRead } from './engine-client.ts';
import { cancelled, failed, reasonOf } from './outcomes.ts';
import type { Picture } from './picture.ts';

/** The engine could not get the image by its address; the page perhaps can. */
function isWorthAnotherWay(source: ImageSource, outcome: ReadOutcome): boolean {
  if (outcome.ok || source.kind !== 'address') return false;
  return outcome.failure === 'http' || outcome.failure === 'network';
}

/**
 * Has one picture read: by its address where it has one and, where the engine cannot fetch that, once more by the
 * pixels that the page itself has.
 */
export function readPicture(
  picture: Picture,
  client: Pick<EngineClient, 'read'>,
  priority: ReadPriority,
  signal: AbortSignal,
): RunningRead {
  let wanted = priority;
  let current: RunningRead | undefined;
  const ask = (source: ImageSource) => {
    current = client.read(source, wanted, signal);
    return current.outcome;
  };
  const askByPixels = async (first: ReadOutcome) => {
    const pixels = await picture.pixelsFromPage(signal).catch(() => undefined);
    if (signal.aborted) return cancelled();
    return pixels === undefined ? first : ask(pixels);
  };
  const run = async () => {
    const source = await picture.pixels(signal);
    const outcome = await ask(source);
    return isWorthAnotherWay(source, outcome) ? askByPixels(outcome) : outcome;
  };
  return {
    outcome: run().catch((error: unknown) =>
      signal.aborted ? cancelled() : failed('damaged-image', reasonOf(error)),
    ),
    reprioritize(next) {
      wanted = next;
      current?.reprioritize(next);
    },
  };
}
