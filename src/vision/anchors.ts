import type { Size } from './geometry.ts';
import type { Box, Point } from './types.ts';

/** One size of prior boxes on one grid of the detector, in pixels of its input. */
export interface AnchorLayer {
  /** Distance between the grid's cells. */
  readonly stride: number;
  /** Side of the prior box. */
  readonly size: number;
  /** Boxes along each side of a cell: a "densified" cell holds `density` x `density` boxes. */
  readonly density: number;
}

/**
 * The prior boxes of FaceBoxes (Zhang et al., "FaceBoxes: A CPU Real-time Face Detector with High Accuracy", 2017,
 * section 3.2), in the order in which the network gives its predictions.
 */
export const FACEBOXES_LAYERS: readonly (readonly AnchorLayer[])[] = [
  [
    { stride: 32, size: 32, density: 4 },
    { stride: 32, size: 64, density: 2 },
    { stride: 32, size: 128, density: 1 },
  ],
  [{ stride: 64, size: 256, density: 1 }],
  [{ stride: 128, size: 512, density: 1 }],
];

/**
 * Prior boxes of an input of so many pixels, as fractions of it. They are cut at the input's edge, because the network was
 * trained with boxes cut so.
 */
export function makeAnchors(input: Size, grids = FACEBOXES_LAYERS): Box[] {
  const anchors: Box[] = [];
  for (const layers of grids) {
    const stride = layers[0]?.stride ?? 1;
    const [columns, rows] = [Math.ceil(input.width / stride), Math.ceil(input.height / stride)];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const centre = { x: (column + 0.5) / columns, y: (row + 0.5) / rows };
        for (const layer of layers) anchors.push(...anchorsAround(centre, input, layer));
      }
    }
  }
  return anchors;
}

function anchorsAround(centre: Point, { width, height }: Size, { size, density }: AnchorLayer): Box[] {
  /** How far a box of the cell lies from its middle, in pixels. */
  const shift = (place: number) => ((place + 0.5) / density - 0.5) * size;
  const boxes: Box[] = [];
  for (let right = 0; right < density; right++) {
    const [left, wide] = cutAtEdge(centre.x + shift(right) / width, size / width);
    for (let down = 0; down < density; down++) {
      const [top, high] = cutAtEdge(centre.y + shift(down) / height, size / height);
      boxes.push({ x: left, y: top, width: wide, height: high });
    }
  }
  return boxes;
}

/** Start and length of what lies inside the input. */
function cutAtEdge(centre: number, length: number): [number, number] {
  const start = Math.max(0, centre - length / 2);
  return [start, Math.min(1, centre + length / 2) - start];
}
