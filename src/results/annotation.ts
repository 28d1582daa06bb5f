import type { Tints } from '../expressions/palettes.ts';
import { EXPRESSION_WORDS } from '../expressions/words.ts';
import { percent, t } from '../i18n/browser-language.ts';
import type { Face } from '../vision/types.ts';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the person wants labels drawn. */
export interface AnnotationLook {
  readonly tints: Tints;
  /** Size of labels, in shares of their usual one. */
  readonly scale: number;
}

/** One face as it is drawn onto a picture, in pixels of the drawing. */
export interface FaceAnnotation {
  readonly frame: Rectangle;
  readonly tint: string;
  readonly isDashed: boolean;
  readonly text: string;
  /** Where the label lies; within the drawing wherever it is large enough. */
  readonly label: Rectangle;
}

export interface AnnotationLayout {
  readonly fontSize: number;
  readonly lineWidth: number;
  readonly faces: readonly FaceAnnotation[];
}

const LEAST_FONT = 11;
const FONT_SHARE = 0.022;
/** In font sizes. */
const LABEL_HEIGHT = 1.7;
const LABEL_PADDING = 0.55;

/** "😊 Happy 98 %"; with a question mark where the network is not sure. */
export function annotationText({ expression, confidence, uncertain }: Face): string {
  const { emoji, label } = EXPRESSION_WORDS[expression];
  return `${emoji} ${uncertain ? t('label.asked', { what: label }) : label} ${percent(confidence)}`;
}

/**
 * Where frames and labels lie on a drawing of the picture.
 *
 * @param width, height of the drawing in pixels
 * @param textWidth of a text in pixels, in the font of this size
 */
export function layOutAnnotations(
  faces: readonly Face[],
  width: number,
  height: number,
  look: AnnotationLook,
  textWidth: (text: string, fontSize: number) => number,
): AnnotationLayout {
  const fontSize = Math.round(look.scale * Math.max(LEAST_FONT, Math.min(width, height) * FONT_SHARE));
  const lineWidth = Math.max(2, Math.round(fontSize / 7));
  const annotate = (face: Face): FaceAnnotation => {
    const { box } = face;
    const frame = {
      x: box.x * width,
      y: box.y * height,
      width: box.width * width,
      height: box.height * height,
    };
    const text = annotationText(face);
    const labelWidth = textWidth(text, fontSize) + 2 * LABEL_PADDING * fontSize;
    const label = placeLabel(frame, labelWidth, LABEL_HEIGHT * fontSize, width, height, lineWidth);
    return { frame, tint: look.tints[face.expression], isDashed: face.uncertain, text, label };
  };
  return { fontSize, lineWidth, faces: faces.map(annotate) };
}

/** Above the face; below it where there is no room; never beyond the edge. */
function placeLabel(
  frame: Rectangle,
  labelWidth: number,
  labelHeight: number,
  width: number,
  height: number,
  gap: number,
): Rectangle {
  const above = frame.y - labelHeight - gap;
  const below = frame.y + frame.height + gap;
  const y = above >= 0 ? above : Math.min(below, height - labelHeight);
  const x = Math.max(0, Math.min(frame.x, width - labelWidth));
  return { x, y: Math.max(0, y), width: labelWidth, height: labelHeight };
}
