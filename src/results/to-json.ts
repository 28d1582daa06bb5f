import type { Face } from '../vision/types.ts';
import { type ImageResult, isoTime, pixelBox, roundedScore } from './image-result.ts';

/** Counts up whenever a field changes its meaning or goes away. */
export const RESULTS_VERSION = 1;

/** The readings as a JSON document; docs/results.md says what each field means. */
export function resultsToJson(images: readonly ImageResult[]): string {
  const document = { format: 'mien-results', version: RESULTS_VERSION, images: images.map(imageObject) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function imageObject(image: ImageResult) {
  const { page, width, height, reason, models, readAt, faces } = image;
  return {
    page,
    image: image.image,
    width,
    height,
    ...(reason !== undefined && { notReadBecause: reason }),
    ...(models && { models }),
    ...(readAt !== undefined && { readAt: isoTime(readAt) }),
    faces: faces.map((face) => faceObject(face, image)),
  };
}

function faceObject(face: Face, image: ImageResult) {
  const scores = Object.entries(face.scores).map(([expression, score]) => [expression, roundedScore(score)]);
  return {
    box: pixelBox(face, image),
    expression: face.expression,
    confidence: roundedScore(face.confidence),
    uncertain: face.uncertain,
    detectionConfidence: roundedScore(face.detectionConfidence),
    scores: Object.fromEntries(scores),
  };
}
