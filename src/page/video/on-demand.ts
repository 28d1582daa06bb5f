import type { LiveVideo } from './live-video.ts';

/**
 * What reads a video comes as a script of its own, for most pages have none that is to be read. Both scripts share the
 * globals of Mien's isolated world, which pages cannot see; there the one leaves it for the other.
 */
export type LiveVideoMaker = typeof LiveVideo;

const SHELF = Symbol.for('Mien: what reads a video');
const globals = globalThis as typeof globalThis & { [SHELF]?: LiveVideoMaker };

export function layOnShelf(maker: LiveVideoMaker): void {
  globals[SHELF] = maker;
}

/**
 * @param bring has the script run in this frame
 * @throws where it cannot be brought
 */
export async function fetchFromShelf(bring: () => Promise<unknown>): Promise<LiveVideoMaker> {
  if (globals[SHELF] === undefined) await bring();
  const maker = globals[SHELF];
  if (maker === undefined) throw new Error('What reads videos could not be started on this page.');
  return maker;
}
