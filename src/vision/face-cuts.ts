import {
  avgPool,
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { CROP_DETAIL, cutFaces, type FaceToCut } from './cut-faces.ts';
import { MipMap, type PictureMap } from './mip-map.ts';
import { cornersOf, inRange, MIDDLE_GRAY, SIGNED } from './preprocess.ts';

/** The name of our own kernel that makes both cuts in one pass (`kernels/faces.ts`). */
export const CUT_FACES = 'CutFaces';

/** What the networks are given of a batch of faces. */
export interface FaceCuts {
  /** [faces, side, side, 3], -1 to 1: what the landmark network sees. */
  readonly small: Tensor4D;
  /**
   * [faces, CROP_DETAIL side, CROP_DETAIL side, 3 or 1], 0 to 255: what the classifier's crop is taken from, in colours, or in
   * gray where our own kernel runs.
   */
  readonly large: Tensor4D;
}

/**
 * Cuts faces of several pictures.
 *
 * @param side of the landmark network's input
 * @param isGrayEnough for the classifier
 */
export function cutForNetworks(faces: readonly FaceToCut[], side: number, isGrayEnough: boolean): FaceCuts {
  if (isGrayEnough && getKernel(CUT_FACES, getBackend())) return cutAtOnce(faces, side * CROP_DETAIL);
  const large = cutFaces(faces, side * CROP_DETAIL);
  const small = tidy(() => inRange(avgPool(large, CROP_DETAIL, CROP_DETAIL, 'valid'), SIGNED));
  return { small, large };
}

/** Where one face is cut from: a map among several, and corners as cropAndResize takes them. */
export interface CutFrom {
  readonly map: number;
  readonly corners: readonly number[];
}

function cutAtOnce(faces: readonly FaceToCut[], side: number): FaceCuts {
  return tidy(() => {
    const size = { width: side, height: side };
    const pictures = new Map(faces.map(({ pixels }) => [pixels, new MipMap(pixels)]));
    const maps: PictureMap[] = [];
    const cuts = faces.map(({ pixels, region }): CutFrom => {
      const picture = pictures.get(pixels) as MipMap;
      const level = picture.levelFor(region, size);
      const map = picture.at(level);
      if (!maps.includes(map)) maps.push(map);
      return { map: maps.indexOf(map), corners: cornersOf(map, picture.extentAt(level), region, size) };
    });
    const inputs = Object.fromEntries(maps.entries());
    const attributes = { cuts, side, outside: MIDDLE_GRAY, ...SIGNED } as unknown as NamedAttrMap;
    const [small, large] = engine().runKernel(CUT_FACES, inputs, attributes) as Tensor4D[];
    return { small: small as Tensor4D, large: large as Tensor4D };
  });
}
