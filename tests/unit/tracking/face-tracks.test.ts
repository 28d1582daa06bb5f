import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaceTracks } from '../../../src/tracking/face-tracks.ts';
import type { TrackedFace } from '../../../src/tracking/track.ts';
import { intersectionOverUnion } from '../../../src/vision/geometry.ts';
import { anyFace, centre, faceAt, noise, number, square } from './support/films.ts';

function idsOf(faces: readonly TrackedFace[]): number[] {
  return faces.map(({ id }) => id);
}

/** The face nearest to a point. */
function nearest(faces: readonly TrackedFace[], x: number, y: number): TrackedFace | undefined {
  const distance = ({ box }: TrackedFace) => Math.hypot(centre(box).x - x, centre(box).y - y);
  return faces.toSorted((a, b) => distance(a) - distance(b))[0];
}

const anyFilm = fc.array(fc.record({ faces: fc.array(anyFace, { maxLength: 6 }), step: number(0, 900) }));

describe('whatever is found', () => {
  it('no two faces have one id, and no id comes back after its face was forgotten', () => {
    fc.assert(
      fc.property(anyFilm, (film) => {
        const tracks = new FaceTracks();
        const gone = new Map<number, number>();
        let at = 0;
        for (const { faces, step } of film) {
          at += step;
          const ids = idsOf(tracks.update(faces, at));
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) {
            expect(at - (gone.get(id) ?? at)).toBeLessThanOrEqual(1500 + 900);
            gone.set(id, at);
          }
        }
      }),
    );
  });

  it('the order in which the faces of a frame are handed in does not matter', () => {
    fc.assert(
      fc.property(anyFilm, fc.infiniteStream(fc.integer()), (film, random) => {
        const [one, other] = [new FaceTracks(), new FaceTracks()];
        let at = 0;
        for (const { faces, step } of film) {
          at += step;
          const shuffled = faces
            .map((face) => ({ face, rank: random.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ face }) => face);
          expect(other.update(shuffled, at)).toEqual(one.update(faces, at));
        }
      }),
    );
  });

  it('sure faces are shown at once, each near where it was found', () => {
    const place = fc.record({ x: number(0, 1), y: number(0, 1) });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 5 }), (places) => {
        const faces = places.map(({ x, y }) => faceAt(square(x, y)));
        const shown = new FaceTracks().update(faces, 0);
        expect(shown).toHaveLength(faces.length);
        for (const { box } of faces) {
          expect(Math.max(...shown.map((face) => intersectionOverUnion(face.box, box)))).toBeCloseTo(1);
        }
      }),
    );
  });
});

describe('two faces that cross', () => {
  /** Frames a second, relative speed in face sides a second, height between the two paths in sides. */
  const crossing = fc.record({
    rate: fc.integer({ min: 5, max: 20 }),
    speed: number(0.6, 1.5),
    apart: number(0, 0.5),
    seed: fc.integer(),
  });

  it('keep their ids', () => {
    fc.assert(
      fc.property(crossing, ({ rate, speed, apart, seed }) => {
        const side = 0.1;
        const jitter = noise(seed);
        const tracks = new FaceTracks();
        const y = [0.5, 0.5 + apart * side];
        const x = (face: number, seconds: number) =>
          0.5 + (face === 0 ? 1 : -1) * speed * side * (seconds - 3);
        const seen = (face: number, seconds: number) =>
          faceAt(square(x(face, seconds) + 0.001 * jitter(), (y[face] ?? 0) + 0.001 * jitter(), side));
        let first: (number | undefined)[] = [];
        let last: (number | undefined)[] = [];
        for (let frame = 0; frame <= 6 * rate; frame += 1) {
          const seconds = frame / rate;
          const shown = tracks.update([seen(0, seconds), seen(1, seconds)], seconds * 1000);
          expect(shown).toHaveLength(2);
          last = [0, 1].map((face) => nearest(shown, x(face, seconds), y[face] ?? 0)?.id);
          if (frame === 0) first = last;
        }
        expect(new Set(first).size).toBe(2);
        expect(last).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it('keep them also where the one in front hides the other for a moment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 20 }),
        number(0.6, 1.5),
        number(0.15, 0.5),
        (rate, speed, apart) => {
          const side = 0.1;
          const tracks = new FaceTracks();
          const box = (face: number, seconds: number) =>
            square(
              0.5 + (face === 0 ? 1 : -1) * speed * side * (seconds - 3),
              0.5 + face * apart * side,
              side,
            );
          const shownIds: (number | undefined)[][] = [];
          for (let frame = 0; frame <= 6 * rate; frame += 1) {
            const seconds = frame / rate;
            const boxes = [box(0, seconds), box(1, seconds)] as const;
            const isHidden = intersectionOverUnion(...boxes) > 0.4;
            const shown = tracks.update(
              (isHidden ? [boxes[0]] : boxes).map((found) => faceAt(found)),
              seconds * 1000,
            );
            shownIds.push(boxes.map((each) => nearest(shown, centre(each).x, centre(each).y)?.id));
          }
          expect(new Set(shownIds[0]).size).toBe(2);
          expect(shownIds.at(-1)).toEqual(shownIds[0]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a face that is not found for a while', () => {
  const still = faceAt(square(0.5, 0.5));

  it('goes on being shown through a short gap, and is the same after it', () => {
    const tracks = new FaceTracks();
    const [face] = tracks.update([still], 0);
    expect(idsOf(tracks.update([], 200))).toEqual([face?.id]);
    expect(idsOf(tracks.update([], 400))).toEqual([face?.id]);
    expect(idsOf(tracks.update([still], 600))).toEqual([face?.id]);
  });

  it('is not shown through a longer one, but is the same when it comes back to its place', () => {
    const tracks = new FaceTracks();
    const [face] = tracks.update([still], 0);
    expect(tracks.update([], 500)).toEqual([]);
    expect(idsOf(tracks.update([still], 1400))).toEqual([face?.id]);
  });

  it('is forgotten in the end', () => {
    const tracks = new FaceTracks();
    const [face] = tracks.update([still], 0);
    tracks.update([], 800);
    const [later] = tracks.update([still], 1600);
    expect(later?.id).not.toBe(face?.id);
  });

  it('is carried on the way it went while it is not seen', () => {
    const tracks = new FaceTracks();
    const at = (ms: number) => square(0.2 + ms * 0.0001, 0.5);
    for (let ms = 0; ms <= 2000; ms += 100) tracks.update([faceAt(at(ms))], ms);
    const [unseen] = tracks.update([], 2300);
    expect(intersectionOverUnion(unseen?.box ?? square(0, 0), at(2300))).toBeGreaterThan(0.8);
  });

  it('is shown however long the next reading takes, if the last one found it', () => {
    const tracks = new FaceTracks();
    tracks.update([still], 0);
    expect(tracks.at(5000)).toHaveLength(1);
  });
});

describe('between two readings', () => {
  /** A face that goes so many of its sides a second, found with the detector's jitter every 200 milliseconds for 2 seconds. */
  function followed(speed: number) {
    const tracks = new FaceTracks();
    const jitter = noise(7);
    const side = 0.1;
    for (let at = 0; at <= 2000; at += 200)
      tracks.update(
        [faceAt(square(0.1 + (speed * side * at) / 1000 + jitter() * 0.02 * side, 0.5, side))],
        at,
      );
    return tracks;
  }

  it('a face that goes is carried on for half a second, and lies where it is by then', () => {
    const tracks = followed(1.5);
    expect(tracks.isMoving(2100)).toBe(true);
    expect(tracks.isMoving(2600)).toBe(false);
    const [shown] = tracks.at(2300);
    const truth = square(0.1 + 0.15 * 2.3, 0.5);
    expect(shown && intersectionOverUnion(shown.box, truth)).toBeGreaterThan(0.8);
  });

  it('a face that rests is not moved by the jitter of what finds it', () => {
    expect(followed(0).isMoving(2100)).toBe(false);
  });

  it('nothing moves where nothing was found', () => {
    expect(new FaceTracks().isMoving(0)).toBe(false);
  });
});

describe('a face that comes', () => {
  const doubtful = faceAt(square(0.5, 0.5), { detectionConfidence: 0.5 });

  it('is not shown before it is seen twice, where the detector is not sure of it', () => {
    const tracks = new FaceTracks();
    expect(tracks.update([doubtful], 0)).toEqual([]);
    expect(tracks.update([doubtful], 100)).toHaveLength(1);
  });

  it('is not shown where it was only there for one frame', () => {
    const tracks = new FaceTracks();
    for (let frame = 0; frame < 20; frame += 1) {
      expect(tracks.update(frame % 2 === 0 ? [doubtful] : [], frame * 100)).toEqual([]);
    }
  });

  it('beside one that goes does not take its place', () => {
    const tracks = new FaceTracks();
    const [gone] = tracks.update([faceAt(square(0.4, 0.5))], 0);
    const shown = tracks.update([faceAt(square(0.5, 0.5))], 100);
    expect(shown.find(({ box }) => box.x > 0.4)?.id).not.toBe(gone?.id);
  });
});

describe('the box', () => {
  it('jitters less than what is found', () => {
    const jitter = noise(11);
    const tracks = new FaceTracks();
    let [found, drawn] = [0, 0];
    let before: { found: number; drawn: number } | undefined;
    for (let frame = 0; frame < 300; frame += 1) {
      const box = square(0.5 + 0.004 * jitter(), 0.5 + 0.004 * jitter());
      const [face] = tracks.update([faceAt(box)], frame * 120);
      const now = { found: centre(box).x, drawn: centre(face?.box ?? box).x };
      if (before) {
        found += Math.abs(now.found - before.found);
        drawn += Math.abs(now.drawn - before.drawn);
      }
      before = now;
    }
    expect(drawn).toBeLessThan(found / 2);
  });

  it.each([4, 8, 15])('lies on a face that moves three sides a second, read %i times a second', (rate) => {
    const tracks = new FaceTracks();
    const at = (ms: number) => square(0.5 + 0.3 * Math.sin(ms / 1000), 0.5);
    for (let ms = 0; ms <= 5000; ms += 1000 / rate) {
      const [face] = tracks.update([faceAt(at(ms))], ms);
      if (ms > 1000) expect(intersectionOverUnion(face?.box ?? square(0, 0), at(ms))).toBeGreaterThan(0.7);
      const [later] = tracks.at(ms + 100);
      if (ms > 1000)
        expect(intersectionOverUnion(later?.box ?? square(0, 0), at(ms + 100))).toBeGreaterThan(0.6);
    }
  });

  it('takes the eyes and the cut-out region along', () => {
    const tracks = new FaceTracks();
    tracks.update([faceAt(square(0.5, 0.5))], 0);
    const [face] = tracks.update([faceAt(square(0.51, 0.5))], 100);
    const { box, landmarks, region } = face ?? faceAt(square(0, 0));
    expect((landmarks.leftEye.x - box.x) / box.width).toBeCloseTo(0.3);
    expect((landmarks.rightEye.x - box.x) / box.width).toBeCloseTo(0.7);
    expect((box.x - region.x) / box.width).toBeCloseTo(0.4);
    expect(region.width / box.width).toBeCloseTo(1.8);
  });
});

it('a film that begins again, or jumps, begins with new faces', () => {
  const tracks = new FaceTracks();
  const [face] = tracks.update([faceAt(square(0.5, 0.5))], 5000);
  const [again] = tracks.update([faceAt(square(0.5, 0.5))], 100);
  expect(again?.id).not.toBe(face?.id);
  tracks.clear();
  expect(tracks.at(200)).toEqual([]);
});

it('follows no more faces than it has room for', () => {
  const tracks = new FaceTracks();
  for (let frame = 0; frame < 8; frame += 1) {
    const faces = Array.from({ length: 100 }, (_, i) => faceAt(square(i, frame * 5)));
    tracks.update(faces, frame * 50);
  }
  expect(tracks.at(350).length).toBeLessThanOrEqual(200);
});
