import type { Face } from '../vision/types.ts';
import { type AnnotationLook, type FaceAnnotation, layOutAnnotations } from './annotation.ts';

type Context = OffscreenCanvasRenderingContext2D;

/** In pixels: a larger picture is reduced, since a browser can neither hold nor save it as a canvas. */
const MAX_SIDE = 8192;

const fontOf = (size: number) => `600 ${size}px system-ui, "Noto Color Emoji", sans-serif`;

/**
 * The picture with its faces framed and labelled, as a PNG.
 *
 * @throws where the browser gives no canvas of this size
 */
export async function annotatedPng(
  picture: ImageBitmap,
  faces: readonly Face[],
  look: AnnotationLook,
): Promise<Blob> {
  const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas for a picture of this size.');
  context.drawImage(picture, 0, 0, width, height);
  paintFaces(context, faces, width, height, look);
  return await canvas.convertToBlob({ type: 'image/png' });
}

function paintFaces(
  context: Context,
  faces: readonly Face[],
  width: number,
  height: number,
  look: AnnotationLook,
): void {
  const layout = layOutAnnotations(faces, width, height, look, (text, size) => {
    context.font = fontOf(size);
    return context.measureText(text).width;
  });
  context.font = fontOf(layout.fontSize);
  context.textBaseline = 'middle';
  for (const face of layout.faces) paintFrame(context, face, layout.lineWidth);
  for (const face of layout.faces) paintLabel(context, face, layout.fontSize);
}

function paintFrame(context: Context, { frame, tint, isDashed }: FaceAnnotation, lineWidth: number): void {
  const outline = (style: string, thickness: number) => {
    context.strokeStyle = style;
    context.lineWidth = thickness;
    context.beginPath();
    context.roundRect(frame.x, frame.y, frame.width, frame.height, 4 * lineWidth);
    context.stroke();
  };
  outline('rgb(0 0 0 / 0.45)', lineWidth + 2);
  context.setLineDash(isDashed ? [4 * lineWidth, 3 * lineWidth] : []);
  outline(tint, lineWidth);
  context.setLineDash([]);
}

function paintLabel(context: Context, { label, text, tint }: FaceAnnotation, fontSize: number): void {
  context.fillStyle = '#ffffff';
  context.strokeStyle = tint;
  context.lineWidth = Math.max(1, fontSize / 12);
  context.beginPath();
  context.roundRect(label.x, label.y, label.width, label.height, label.height / 2);
  context.fill();
  context.stroke();
  context.fillStyle = '#16181d';
  context.fillText(
    text,
    label.x + (label.width - context.measureText(text).width) / 2,
    label.y + label.height / 2,
  );
}
