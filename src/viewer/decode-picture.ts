import { number, t } from '../i18n/browser-language.ts';
import { SpokenError } from '../i18n/error-words.ts';

/** A picture that is decoded and reduced as the engine does it. */
export interface DecodedPicture {
  /** Upright, reduced. */
  readonly bitmap: ImageBitmap;
  /** Size in pixels of the upright picture before any reduction. */
  readonly width: number;
  readonly height: number;
}

/** The engine's own way from bytes to pixels; rejects with a failure of a `kind`. */
export type DecodeImage = (bytes: Uint8Array<ArrayBuffer>) => Promise<DecodedPicture>;

/** The longer side, in pixels, to which the engine reduces every picture. */
const REDUCED_SIDE = 1024;
/** Pixels beyond which a picture is not decoded: 600 MB of memory for a moment. */
const MOST_PIXELS = 150_000_000;
/** Failures of the engine's decoder after which the browser may still know a way. */
const WORTH_ANOTHER_WAY = ['not-an-image', 'too-large'];

export interface ViewedPixels extends DecodedPicture {
  /** The engine can decode the file itself. */
  readonly isEngineReadable: boolean;
}

/**
 * Decodes a file as the engine does; what the engine does not take (SVG, more than 64 million pixels) as the browser
 * shows it in a page. The caller closes the bitmap.
 *
 * @throws an error with a sentence for the person
 */
export async function decodePicture(blob: Blob, decodeImage: DecodeImage): Promise<ViewedPixels> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  try {
    return { ...(await decodeImage(bytes)), isEngineReadable: true };
  } catch (error) {
    const kind = (error as { readonly kind?: unknown }).kind;
    if (typeof kind !== 'string' || !WORTH_ANOTHER_WAY.includes(kind)) throw error;
  }
  return { ...(await decodeAsShown(blob)), isEngineReadable: false };
}

async function decodeAsShown(blob: Blob): Promise<DecodedPicture> {
  const url = URL.createObjectURL(blob);
  try {
    const image = await loaded(url, blob);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width * height > MOST_PIXELS)
      throw new SpokenError(t('viewer.failure.tooLarge', { width: number(width), height: number(height) }));
    const scale = Math.min(1, REDUCED_SIDE / Math.max(width, height));
    const bitmap = await createImageBitmap(image, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    });
    return { bitmap, width, height };
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function loaded(url: string, blob: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    const format = /^image\/([\w.+-]+)$/.exec(blob.type)?.[1];
    throw new SpokenError(
      format === undefined ? t('viewer.failure.noPicture') : t('viewer.failure.unknownFormat', { format }),
    );
  }
  return image;
}
