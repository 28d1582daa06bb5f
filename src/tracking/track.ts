import type { Box, Face, Point } from '../vision/types.ts';
import { BoxMotion } from './box-motion.ts';
import { SteadyExpression } from './steady-expression.ts';

/** A face that is known from one moment to the next. */
export interface TrackedFace extends Face {
  /** Belongs to this face for as long as it is followed, and to no other ever. */
  readonly id: number;
}

/** A detection as sure as this is believed at once; any other has to be seen twice, since false ones rarely are. */
const SURE_DETECTION = 0.8;

/** Moves what was seen of a face as a whole, so that its box becomes `to`. */
function carryOver(
  { box: from, region, landmarks }: Face,
  to: Box,
): Pick<Face, 'box' | 'region' | 'landmarks'> {
  const [stretchX, stretchY] = [to.width / from.width, to.height / from.height];
  const carry = ({ x, y }: Point): Point => ({
    x: to.x + (x - from.x) * stretchX,
    y: to.y + (y - from.y) * stretchY,
  });
  return {
    box: to,
    region: { ...carry(region), width: region.width * stretchX, height: region.height * stretchY },
    landmarks: {
      leftEye: carry(landmarks.leftEye),
      rightEye: carry(landmarks.rightEye),
      mouth: carry(landmarks.mouth),
    },
  };
}

/** One face through time. */
export class Track {
  readonly id: number;
  readonly #motion: BoxMotion;
  readonly #expression: SteadyExpression;
  #last: Face;
  #seenAt: number;
  #isConfirmed: boolean;

  constructor(id: number, first: Face, atMs: number) {
    this.id = id;
    this.#motion = new BoxMotion(first.box);
    this.#expression = new SteadyExpression(first);
    this.#last = first;
    this.#seenAt = atMs;
    this.#isConfirmed = first.detectionConfidence >= SURE_DETECTION;
  }

  get isConfirmed(): boolean {
    return this.#isConfirmed;
  }

  get seenAt(): number {
    return this.#seenAt;
  }

  /** Where the detector should find the face at this moment. */
  expectedAt(atMs: number): Box {
    return this.#motion.expected((atMs - this.#seenAt) / 1000);
  }

  isMovingAt(atMs: number): boolean {
    return this.#motion.isMoving((atMs - this.#seenAt) / 1000);
  }

  see(face: Face, atMs: number): void {
    const passed = atMs - this.#seenAt;
    this.#motion.add(face.box, passed / 1000);
    this.#expression.add(face, passed);
    this.#last = face;
    this.#seenAt = atMs;
    this.#isConfirmed = true;
  }

  at(atMs: number): TrackedFace {
    const box = this.#motion.smoothed((atMs - this.#seenAt) / 1000);
    const { detectionConfidence } = this.#last;
    return { id: this.id, ...carryOver(this.#last, box), detectionConfidence, ...this.#expression.current };
  }
}
