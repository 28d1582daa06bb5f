import type { Face } from '../vision/types.ts';
import { affinity } from './affinity.ts';
import { assign } from './assignment.ts';
import { Track, type TrackedFace } from './track.ts';

/** Milliseconds for which a face that is not found goes on being shown where it should be. */
const SHOWN_UNSEEN = 400;

/** Milliseconds for which such a face is remembered, so that it is the same one when it comes back to its place. */
const REMEMBERED_UNSEEN = 1500;

/** Faces followed at once: twice as many as one reading can hold. */
const MOST_TRACKS = 200;

/** Any fixed order will do, so long as it does not come from the order in which faces were handed in. */
function byPlace({ box: a }: Face, { box: b }: Face): number {
  return a.x - b.x || a.y - b.y || a.width - b.width || a.height - b.height;
}

/**
 * Follows the faces of a film from reading to reading: tracking by detection, as in SORT (Bewley et al., "Simple Online
 * and Realtime Tracking", ICIP 2016): each known face is carried on to the moment of the reading, known and found faces
 * are paired by overlap so that the pairs fit best as a whole, and what is left over begins or ends. In place of its
 * Kalman filter stands a One Euro filter, which needs no model of the noise and takes readings at any rate.
 *
 * Pure. Times are milliseconds of any one clock. What tells faces apart is their place alone: a cut of the film to
 * another face in the same place, within a head's width, counts as the same one, and its scores take half a second to
 * follow.
 */
export class FaceTracks {
  #tracks: Track[] = [];
  #updatedAt = Number.NEGATIVE_INFINITY;
  #lastId = 0;

  /**
   * Takes in what was found on one frame, in any order.
   *
   * @param atMs when that frame was on show; a time before the last one (a film that begins again) forgets all faces
   * @returns the faces as at that moment, those first that have been there longest
   */
  update(faces: readonly Face[], atMs: number): readonly TrackedFace[] {
    if (atMs < this.#updatedAt) this.clear();
    this.#updatedAt = atMs;
    this.#forget(({ seenAt }) => atMs - seenAt > REMEMBERED_UNSEEN);
    this.#see(faces.toSorted(byPlace), atMs);
    this.#forget(({ isConfirmed, seenAt }) => !isConfirmed && seenAt < atMs);
    this.#keepBound();
    return this.at(atMs);
  }

  /** The faces of the last update, carried on to where they should be at this later moment. */
  at(atMs: number): readonly TrackedFace[] {
    return this.#shown.map((track) => track.at(atMs));
  }

  /** Whether a face of the last update is still carried on at this moment, so that `at` gives another place for it. */
  isMoving(atMs: number): boolean {
    return this.#shown.some((track) => track.isMovingAt(atMs));
  }

  get #shown(): Track[] {
    return this.#tracks.filter(
      ({ isConfirmed, seenAt }) => isConfirmed && this.#updatedAt - seenAt <= SHOWN_UNSEEN,
    );
  }

  /** Forgets all faces, as after a jump to another place of the film. Ids are not used again. */
  clear(): void {
    this.#tracks = [];
    this.#updatedAt = Number.NEGATIVE_INFINITY;
  }

  #see(faces: readonly Face[], atMs: number): void {
    const tracks = this.#tracks;
    const expected = tracks.map((track) => track.expectedAt(atMs));
    const trackOf = assign(faces.length, tracks.length, (face, track) => {
      const [found, known] = [faces[face]?.box, expected[track]];
      return found && known ? affinity(found, known) : 0;
    });
    const born: Track[] = [];
    faces.forEach((face, index) => {
      const known = tracks[trackOf[index] ?? -1];
      if (known) known.see(face, atMs);
      else born.push(new Track(++this.#lastId, face, atMs));
    });
    this.#tracks = [...tracks, ...born];
  }

  #forget(isOver: (track: Track) => boolean): void {
    this.#tracks = this.#tracks.filter((track) => !isOver(track));
  }

  /** What was seen last stays. */
  #keepBound(): void {
    if (this.#tracks.length <= MOST_TRACKS) return;
    const kept = new Set(this.#tracks.toSorted((a, b) => b.seenAt - a.seenAt).slice(0, MOST_TRACKS));
    this.#forget((track) => !kept.has(track));
  }
}
