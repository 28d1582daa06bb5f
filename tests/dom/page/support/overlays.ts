import { imageElements } from '../../../../src/page/discovery/image-elements.ts';
import { Overlay } from '../../../../src/page/overlay/overlay.ts';
import type { Picture } from '../../../../src/page/picture.ts';
import { DEFAULT_SETTINGS } from '../../../../src/settings/schema.ts';
import type { Box, Expression, Face } from '../../../../src/vision/types.ts';
import { cardSurroundings } from './cards.ts';

const MIDDLE = { x: 0.5, y: 0.5 };

export function faceAt(box: Box, expression: Expression = 'happiness', confidence = 0.9): Face {
  return {
    box,
    region: box,
    landmarks: { leftEye: MIDDLE, rightEye: MIDDLE, mouth: MIDDLE },
    detectionConfidence: 0.95,
    expression,
    confidence,
    uncertain: confidence < 0.5,
    scores: { [expression]: confidence, neutral: 1 - confidence },
  };
}

export function pictureOf(element: Element): Picture {
  const [picture] = imageElements().picturesOf(element);
  if (picture === undefined) throw new Error('The element shows no picture.');
  return picture;
}

/** An overlay, and the way to take it from the page again. */
export function openOverlay(
  look: Partial<typeof DEFAULT_SETTINGS> = {},
  cards = cardSurroundings(undefined),
) {
  const controller = new AbortController();
  const overlay = new Overlay(controller.signal, { ...DEFAULT_SETTINGS, ...look }, () => 'visible', cards);
  return { overlay, close: () => controller.abort() };
}
