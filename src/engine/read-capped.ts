import { isReadableFormat, SNIFFED_BYTES, sniffImageFormat } from './formats/image-format.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { ReadFailure } from './types.ts';

const MEGABYTE = 1024 * 1024;

function tooLarge(): ReadFailure {
  return new ReadFailure('too-large', `The image is too large (more than ${MAX_FILE_BYTES / MEGABYTE} MB).`);
}

/** Refuses what is no image after its first bytes, so that a film is not loaded to its end. */
function refuseWhatIsNoImage(bytes: Uint8Array): void {
  const format = sniffImageFormat(bytes);
  if (format === undefined) throw new ReadFailure('not-an-image', 'The file is not an image.');
  if (!isReadableFormat(format)) {
    throw new ReadFailure('not-an-image', `Mien cannot read images of this kind (${format}).`);
  }
}

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** The chunks of a body; a reader that is left early cancels the rest. */
async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Takes in the bytes of an image file, at most `MAX_FILE_BYTES` of them.
 *
 * @throws ReadFailure `too-large` or `not-an-image`, as soon as it is known; whatever the stream fails with
 */
export async function readCapped(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_FILE_BYTES) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  let isSniffed = false;
  for await (const chunk of chunksOf(response.body)) {
    chunks.push(chunk);
    total += chunk.byteLength;
    if (total > MAX_FILE_BYTES) throw tooLarge();
    if (!isSniffed && total >= SNIFFED_BYTES) {
      refuseWhatIsNoImage(joined(chunks, total));
      isSniffed = true;
    }
  }
  const whole = joined(chunks, total);
  if (!isSniffed) refuseWhatIsNoImage(whole);
  return whole;
}
