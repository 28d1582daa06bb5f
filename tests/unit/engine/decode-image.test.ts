import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeImage } from '../../../src/engine/decode-image.ts';
import { DECODE_DEADLINE, MAX_PIXELS, MIN_SIDE, REDUCED_SIDE } from '../../../src/engine/limits.ts';
import { type FORMATS, HEADERS } from './support/image-headers.ts';

interface FakeBitmap {
  readonly width: number;
  readonly height: number;
  readonly close: ReturnType<typeof vi.fn>;
}

const bitmap = (width: number, height: number): FakeBitmap => ({ width, height, close: vi.fn() });

/** The browser's decoder, which Node does not have. */
const decoder = vi.fn<(source: unknown, options?: ImageBitmapOptions) => Promise<FakeBitmap>>();

const header = (format: (typeof FORMATS)[number], width: number, height: number) =>
  Uint8Array.from(HEADERS[format](width, height));

beforeEach(() => {
  decoder.mockReset();
  vi.stubGlobal('createImageBitmap', decoder);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what is decoded', () => {
  it.each([
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['gif', 'image/gif'],
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
    ['bmp', 'image/bmp'],
    ['ico', 'image/x-icon'],
  ] as const)('a %s goes to the browser as what it is, to be set upright', async (format, type) => {
    const whole = bitmap(300, 200);
    decoder.mockResolvedValue(whole);
    const bytes = header(format, 300, 200);
    expect(await decodeImage(bytes)).toEqual({ bitmap: whole, width: 300, height: 200 });
    const [[blob, options] = []] = decoder.mock.calls;
    if (!(blob instanceof Blob)) throw new Error('The decoder got no blob.');
    expect(blob.type).toBe(type);
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
    expect(options).toEqual({ imageOrientation: 'from-image' });
    expect(whole.close).not.toHaveBeenCalled();
  });

  it.each([
    [REDUCED_SIDE * 2, REDUCED_SIDE, REDUCED_SIDE, REDUCED_SIDE / 2],
    [REDUCED_SIDE, REDUCED_SIDE * 4, REDUCED_SIDE / 4, REDUCED_SIDE],
    [REDUCED_SIDE * 100, MIN_SIDE, REDUCED_SIDE, 1],
  ])('%i x %i pixels are reduced to %i x %i, and the large one is let go', async (width, height, w, h) => {
    const whole = bitmap(width, height);
    const small = bitmap(w, h);
    decoder.mockResolvedValueOnce(whole).mockResolvedValueOnce(small);
    expect(await decodeImage(header('png', width, height))).toEqual({ bitmap: small, width, height });
    expect(decoder).toHaveBeenLastCalledWith(whole, {
      resizeWidth: w,
      resizeHeight: h,
      resizeQuality: 'high',
    });
    expect(whole.close).toHaveBeenCalledOnce();
    expect(small.close).not.toHaveBeenCalled();
  });

  it('a picture of just the reduced size is left as it is', async () => {
    decoder.mockResolvedValue(bitmap(REDUCED_SIDE, 100));
    await decodeImage(header('png', REDUCED_SIDE, 100));
    expect(decoder).toHaveBeenCalledOnce();
  });

  it('the large one is let go also where reducing it fails', async () => {
    const whole = bitmap(REDUCED_SIDE * 2, 100);
    decoder.mockResolvedValueOnce(whole).mockRejectedValueOnce(new Error('no memory'));
    await expect(decodeImage(header('png', 2048, 100))).rejects.toThrow('no memory');
    expect(whole.close).toHaveBeenCalledOnce();
  });
});

describe('what is refused', () => {
  it.each([
    ['text', new TextEncoder().encode('This is no picture.'), 'not-an-image', 'The file is not an image.'],
    [
      'a drawing',
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'not-an-image',
      'The file is not an image.',
    ],
    ['a header cut off', header('png', 300, 200).subarray(0, 12), 'damaged-image', 'The image is damaged.'],
    ['a line', header('png', MIN_SIDE - 1, 300), 'too-small', `23 x 300 pixels`],
    ['a bomb', header('png', 30_000, 30_000), 'too-large', '30000 x 30000 pixels'],
    ['one pixel too many', header('png', MAX_PIXELS + 1, 1), 'too-large', 'too large'],
  ])('%s never comes to the decoder', async (_what, bytes, kind, reason) => {
    const refused = await Promise.resolve()
      .then(() => decodeImage(bytes))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind, message: expect.stringContaining(reason) });
    expect(decoder).not.toHaveBeenCalled();
  });

  it('but not what is just large or small enough', async () => {
    decoder.mockResolvedValue(bitmap(100, 100));
    await decodeImage(header('png', MIN_SIDE, 300));
    await decodeImage(header('png', MAX_PIXELS / 1000, 1000));
    expect(decoder).toHaveBeenCalledTimes(2);
  });

  it('is what the browser cannot decode', async () => {
    decoder.mockRejectedValue(new DOMException('The source image could not be decoded.'));
    await expect(decodeImage(header('jpeg', 300, 200))).rejects.toMatchObject({
      kind: 'damaged-image',
      message: 'The image is damaged.',
    });
  });

  it('is what takes too long, and its bitmap is let go when it comes after all', async () => {
    vi.useFakeTimers();
    const late = Promise.withResolvers<FakeBitmap>();
    decoder.mockReturnValue(late.promise);
    const decoding = decodeImage(header('png', 300, 200));
    const refused = expect(decoding).rejects.toMatchObject({
      kind: 'deadline',
      message: `The image could not be decoded within ${DECODE_DEADLINE / 1000} seconds.`,
    });
    await vi.advanceTimersByTimeAsync(DECODE_DEADLINE);
    await refused;
    const whole = bitmap(300, 200);
    late.resolve(whole);
    await vi.advanceTimersByTimeAsync(0);
    expect(whole.close).toHaveBeenCalledOnce();
  });
});
