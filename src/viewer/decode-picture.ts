import { number, t } from '../i18n/browser-language.ts';
import { SpokenError } from '../i18n/error-words.ts';
import { svgText } from './svg-text.ts';
import { svgWeight } from './svg-weight.ts';

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
/** Elements that a drawing may repeat: browsers take a second for ten thousand, and much longer for more. */
const MOST_REPEATED = 10_000;
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
    return { ...(await decodeAnotherWay(blob, bytes, error)), isEngineReadable: false };
  }
}

/** @param refusal of the engine, which says it best where the browser can only say that it knows no such picture */
async function decodeAnotherWay(
  blob: Blob,
  bytes: Uint8Array<ArrayBuffer>,
  refusal: unknown,
): Promise<DecodedPicture> {
  if (isSvg(blob) && svgWeight(svgText(bytes)) > MOST_REPEATED)
    throw new SpokenError(t('viewer.failure.tooIntricate'));
  try {
    return await decodeAsShown(blob);
  } catch (error) {
    throw (refusal as { readonly kind: string }).kind === 'too-large' ? refusal : error;
  }
}

/** Browsers draw nothing as SVG that does not call itself so. A drawing is laid out on the thread of this very page. */
function isSvg({ type }: Blob): boolean {
  return /svg/i.test(type);
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
  // It is not decoded before its size is known: `decode()` would do that.
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  image.onload = resolve;
  image.onerror = reject;
  image.src = url;
  try {
    await promise;
  } catch {
    const format = /^image\/([\w.+-]+)$/.exec(blob.type)?.[1];
    throw new SpokenError(
      format === undefined ? t('viewer.failure.noPicture') : t('viewer.failure.unknownFormat', { format }),
    );
  }
  return image;
}
