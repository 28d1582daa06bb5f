import type { ImageSource, PictureForViewer } from '../../messaging/protocol.ts';
import type { Expression } from '../../vision/types.ts';
import type { CardSurroundings } from '../overlay/card-surroundings.ts';
import type { ShownFace } from './shown-face.ts';

/** Opens the viewer with the picture, and the look inside on this face. Rejects where that cannot be done. */
export async function lookInside(
  { face: { box }, picture }: ShownFace,
  { calls }: CardSurroundings,
  signal: AbortSignal,
): Promise<void> {
  const source = await sourceFor(picture, signal);
  if (source.kind === 'captured') throw new Error('What was captured of the screen cannot be handed over.');
  const name = picture.address || document.title;
  const face = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await calls.send('openViewer', { source, name: shortened(name), face });
}

function sourceFor(picture: ShownFace['picture'], signal: AbortSignal): Promise<ImageSource> {
  return picture.pixels(signal).catch(() => picture.pixelsFromPage(signal));
}

/** A `data:` address is as long as its picture; its beginning tells what it is. */
const LONGEST_NAME = 2000;

function shortened(name: string): PictureForViewer['name'] {
  return name.slice(0, LONGEST_NAME);
}

/**
 * Has the background keep what the person says of a face. Rejects where that cannot be done.
 *
 * @param crop the canvas that shows what the network saw, where the person agrees that it is kept
 */
export async function keepCorrection(
  { face, reading }: ShownFace,
  label: Expression,
  crop: HTMLCanvasElement | undefined,
  { calls }: CardSurroundings,
): Promise<void> {
  if (reading === undefined) throw new Error('It is not known which networks read this face.');
  await calls.send('keepCorrection', {
    label,
    said: face.expression,
    uncertain: face.uncertain,
    scores: face.scores,
    models: reading.models,
    ...(crop && { crop: crop.toDataURL('image/png') }),
  });
}
