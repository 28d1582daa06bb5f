import type { EngineClient, RunningRead } from '../engine-client/engine-client.ts';
import { cancelled, failed } from '../engine-client/outcomes.ts';
import type { ImageSource, ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import type { Reading } from '../vision/types.ts';
import { reasonOf } from '../web/reason-of.ts';
import type { Picture } from './picture.ts';
import type { ReadByScreen } from './read-by-screen.ts';
import { readInSteps } from './read-steps.ts';

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

/** Shorter sides, in pixels, of what moves to say that something loads: where its first frame shows no face, none of it does. */
const SIGN_SIDE = 100;

/** Whether an animated picture is worth a look at the screen, by what its first frame shows. */
function mayShowFaces({ width, height }: Picture, { faces }: Reading): boolean {
  return faces.length > 0 || Math.min(width, height) >= SIGN_SIDE;
}

/** The frame that is on show; where the screen cannot be asked for good, the first one stays, which is shown in turn. */
function frameOnShow(first: ReadOutcome, captured: ReadOutcome): ReadOutcome {
  if (captured.ok) return { ok: true, reading: { ...captured.reading, isAnimated: true } };
  return captured.failure === 'cancelled' ? captured : first;
}

/**
 * Has one picture read: by its address where it has one; where the engine cannot fetch that, by the pixels that the
 * page itself has; and where those cannot be had either, as the screen shows it. Of an animated one neither file nor page
 * tells which frame is on show, so that is read from the screen in any case.
 */
export function readPicture(
  picture: Picture,
  client: Pick<EngineClient, 'read'>,
  byScreen: ReadByScreen,
  priority: ReadPriority,
  signal: AbortSignal,
): RunningRead {
  return readInSteps(priority, async (steps) => {
    const capture = () => steps.take((wanted) => byScreen(picture, wanted, signal));
    const ask = async (source: ImageSource): Promise<ReadOutcome> => {
      const outcome = await steps.take((wanted) => client.read(source, wanted, signal));
      if (!outcome.ok || !outcome.reading.isAnimated) return outcome;
      if (!mayShowFaces(picture, outcome.reading)) {
        return { ok: true, reading: { ...outcome.reading, isAnimated: false } };
      }
      // What is not on show yet shows no frame; it is asked for again when it is.
      return steps.priority === 'near' ? cancelled() : frameOnShow(outcome, await capture());
    };
    const askByScreen = async (first: ReadOutcome) => eitherOf(first, await capture());
    const askByPixels = async (first: ReadOutcome) => {
      const pixels = await picture.pixelsFromPage(signal).catch(() => undefined);
      if (signal.aborted) return cancelled();
      return pixels === undefined ? askByScreen(first) : ask(pixels);
    };
    try {
      const source = await picture.pixels(signal).catch((error: unknown) => unreadable(error));
      if (signal.aborted) return cancelled();
      if ('ok' in source) return await askByScreen(source);
      const outcome = await ask(source);
      return isWorthAnotherWay(source, outcome) ? await askByPixels(outcome) : outcome;
    } catch (error) {
      return signal.aborted ? cancelled() : unreadable(error);
    }
  });
}
