import type { CaptureOutcome, CaptureRequest } from '../../messaging/protocol.ts';
import type { CapturedSource } from '../../terms/reading-request.ts';
import { uniqueId } from '../../web/unique-id.ts';
import { untilAborted } from '../../web/waiting.ts';
import { isClose, type Rect } from '../overlay/rect.ts';
import type { Picture } from '../picture.ts';
import { CaptureRefusal } from './capture-refusal.ts';
import { type PictureInTab, pictureInTab } from './picture-in-tab.ts';

/** A picture as the tab showed it. */
export interface Capture {
  /** Names the captured piece, which only the engine holds. */
  readonly source: CapturedSource;
  /** What of the picture's bitmap is on it, in fractions of the bitmap. */
  readonly part: Rect;
  /** Whether more of it can be scrolled to. */
  readonly isPartial: boolean;
}

/** Hides what Mien has drawn over pictures, until what it returns is called. */
export type Conceal = (pictures: readonly Picture[]) => () => void;

/** Pictures captured at once: as many as one message may ask for. */
const MOST_AT_ONCE = 8;
/** Pictures that may wait for their capture. */
const MOST_WAITING = 40;
/** Times that a picture which moved while it was captured is captured once more. */
const MOST_TRIES = 3;
/** In fractions of the tab: a picture that moved by less did not move. */
const TOLERANCE = 0.002;
/**
 * What nobody has asked for is captured when so much of it is in view, or when it takes so much of the view; what is only partly seen, when
 * it is seen so for a while, in milliseconds: most pictures come into view bit by bit.
 */
const WELL_SEEN = { share: 0.9, ofView: 0.4, after: 800 };
/** Milliseconds. */
const DEADLINE = { paint: 1000, answer: 12_000 };

const NOT_PAINTED = 'It can be read only from the screen, and its page is not on it now.';
const MOVED = 'It can be read only from the screen, and it moves too much for that.';
const TOO_LITTLE = 'It can be read only from the screen, and too little of it is in view.';
const TOO_MANY = 'It can be read only from the screen, and too many images wait for that.';

interface Waiting {
  readonly picture: Picture;
  readonly signal: AbortSignal;
  readonly resolve: (capture: Capture) => void;
  readonly reject: (reason: unknown) => void;
  tries: number;
}

/** A picture that is being captured, and where it was when that began. */
interface Aimed {
  readonly waiting: Waiting;
  readonly request: CaptureRequest;
  readonly before: PictureInTab;
}

/** Resolves once what was written before is on screen: a frame begins, ends, and the next one begins after it. */
async function painted(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const frames = async () => {
    for (let count = 0; count < 3; count += 1) await frame();
  };
  await untilAborted(frames(), AbortSignal.timeout(DEADLINE.paint)).catch(() => {
    throw new CaptureRefusal(NOT_PAINTED, true);
  });
}

/**
 * Has pictures captured from the screen, where their pixels cannot be had otherwise. All that wait are captured at
 * once; while that lasts Mien's own drawing over them is hidden.
 */
export class TabCamera {
  readonly #shoot: (requests: readonly CaptureRequest[]) => Promise<readonly CaptureOutcome[]>;
  readonly #conceal: Conceal;
  readonly #refusedAt = new WeakMap<Picture, number>();
  #waiting: Waiting[] = [];
  #isRunning = false;

  /** @param conceal hides what Mien has drawn over pictures, until what it returns is called */
  constructor(
    shoot: (requests: readonly CaptureRequest[]) => Promise<readonly CaptureOutcome[]>,
    conceal: Conceal,
  ) {
    this.#shoot = shoot;
    this.#conceal = conceal;
  }

  /**
   * Captures what can be seen of a picture.
   *
   * @param isAsked whether the person waits for it, however little of it is seen
   * @throws CaptureRefusal, an error with a sentence for the person, or the signal's reason
   */
  async captureOf(picture: Picture, isAsked: boolean, signal: AbortSignal): Promise<Capture> {
    signal.throwIfAborted();
    if (!isWellSeen(pictureInTab(picture)) && !isAsked) this.#refuseAtFirst(picture);
    if (this.#waiting.length >= MOST_WAITING) throw new CaptureRefusal(TOO_MANY, true);
    const { promise, resolve, reject } = Promise.withResolvers<Capture>();
    this.#waiting.push({ picture, signal, resolve, reject, tries: 0 });
    void this.#run();
    return await untilAborted(promise, signal);
  }

  #refuseAtFirst(picture: Picture): void {
    const now = performance.now();
    const refusedAt = this.#refusedAt.get(picture) ?? now;
    this.#refusedAt.set(picture, refusedAt);
    if (now - refusedAt < WELL_SEEN.after) throw new CaptureRefusal(TOO_LITTLE, true);
    this.#refusedAt.delete(picture);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#waiting.length > 0) await this.#captureNext();
    } finally {
      this.#isRunning = false;
    }
  }

  async #captureNext(): Promise<void> {
    const next = this.#waiting.splice(0, MOST_AT_ONCE).filter(({ signal }) => !signal.aborted);
    if (next.length === 0) return;
    const reveal = this.#conceal(next.map(({ picture }) => picture));
    try {
      await painted();
      await this.#captureAll(next);
    } catch (error) {
      for (const { reject } of next) reject(error);
    } finally {
      reveal();
    }
  }

  async #captureAll(next: readonly Waiting[]): Promise<void> {
    const aimed = next.flatMap((waiting) => aim(waiting) ?? []);
    if (aimed.length === 0) return;
    const requests = aimed.map(({ request }) => request);
    const outcomes = await untilAborted(this.#shoot(requests), AbortSignal.timeout(DEADLINE.answer));
    aimed.forEach((each, at) => {
      const outcome = outcomes[at];
      if (outcome?.ok && hasMoved(each)) this.#again(each.waiting);
      else if (outcome?.ok) {
        const { part, share } = each.before;
        const isPartial = share < WELL_SEEN.share;
        each.waiting.resolve({ source: { kind: 'captured', id: each.request.id }, part, isPartial });
      } else each.waiting.reject(new Error(outcome?.reason ?? 'The tab could not be captured.'));
    });
  }

  #again(waiting: Waiting): void {
    waiting.tries += 1;
    if (waiting.tries < MOST_TRIES) this.#waiting.push(waiting);
    else waiting.reject(new CaptureRefusal(MOVED, true));
  }
}

function isWellSeen({ share, area }: PictureInTab): boolean {
  return share >= WELL_SEEN.share || area.width * area.height >= WELL_SEEN.ofView;
}

function aim(waiting: Waiting): Aimed | undefined {
  try {
    const before = pictureInTab(waiting.picture);
    return { waiting, before, request: { id: uniqueId(), area: before.area } };
  } catch (error) {
    waiting.reject(error);
    return undefined;
  }
}

function hasMoved({ waiting, before }: Aimed): boolean {
  try {
    return !isClose(pictureInTab(waiting.picture).area, before.area, TOLERANCE);
  } catch {
    return true;
  }
}
