import type { Box } from './types.ts';

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
 * Prior boxes of a square input of `side` pixels, as fractions of it. They are cut at the input's edge, because the
 * network was trained with boxes cut so.
 */
export function makeAnchors(side: number, grids = FACEBOXES_LAYERS): Box[] {
  const anchors: Box[] = [];
  for (const layers of grids) {
    const cells = Math.ceil(side / (layers[0]?.stride ?? side));
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        for (const layer of layers) anchors.push(...anchorsOfCell(side, cells, row, column, layer));
      }
    }
  }
  return anchors;
}

function anchorsOfCell(side: number, cells: number, row: number, column: number, layer: AnchorLayer): Box[] {
  const size = layer.size / side;
  const step = size / layer.density;
  const boxes: Box[] = [];
  for (let right = 0; right < layer.density; right++) {
    for (let down = 0; down < layer.density; down++) {
      const centreX = (column + 0.5) / cells + (right + 0.5) * step - size / 2;
      const centreY = (row + 0.5) / cells + (down + 0.5) * step - size / 2;
      boxes.push(cutAtEdge(centreX, centreY, size));
    }
  }
  return boxes;
}

function cutAtEdge(centreX: number, centreY: number, size: number): Box {
  const left = Math.max(0, centreX - size / 2);
  const top = Math.max(0, centreY - size / 2);
  return {
    x: left,
    y: top,
    width: Math.min(1, centreX + size / 2) - left,
    height: Math.min(1, centreY + size / 2) - top,
  };
}
