import type { PagePart } from '../messaging/protocol.ts';
import { pause } from '../web/waiting.ts';
import { within } from '../web/within.ts';
import type { ScreenReader } from './capture/screen-reader.ts';
import type { BadgeCard } from './card/badge-card.ts';
import type { Overlay } from './overlay/overlay.ts';
import type { LiveVideo } from './video/live-video.ts';

/**
 * What most pages never need comes as a script of its own. All scripts of a frame share the globals of Mien's isolated
 * world, which pages cannot see; there the one leaves its part for the other.
 */
export interface PageParts extends Record<PagePart, unknown> {
  'badge-card': typeof BadgeCard;
  'live-video': typeof LiveVideo;
  overlay: typeof Overlay;
  'screen-reader': typeof ScreenReader;
}

const SHELF = Symbol.for('Mien: parts of the page script');
const globals = globalThis as typeof globalThis & { [SHELF]?: Partial<PageParts> };

export function layOnShelf<N extends PagePart>(name: N, part: PageParts[N]): void {
  globals[SHELF] = { ...globals[SHELF], [name]: part };
}

/** The background may be stopped by the browser at any moment, in the middle of bringing something too. */
const MOST_ATTEMPTS = 4;
/** Milliseconds that one attempt may take, and that lie between two. */
const PATIENCE = 3000;
const BETWEEN = 250;

/**
 * @param bring has the script run in this frame
 * @param signal ends the attempts
 * @throws where it cannot be brought, by none of a few attempts
 */
export async function fetchFromShelf<N extends PagePart>(
  name: N,
  bring: (part: PagePart) => Promise<unknown>,
  signal: AbortSignal,
): Promise<PageParts[N]> {
  for (let attempt = 1; globals[SHELF]?.[name] === undefined; attempt += 1) {
    try {
      await within(PATIENCE, bring(name));
      break;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || signal.aborted) throw error;
      await pause(BETWEEN * attempt, signal);
    }
  }
  const part = globals[SHELF]?.[name];
  if (part === undefined) throw new Error('A part of Mien could not be started on this page.');
  return part as PageParts[N];
}
