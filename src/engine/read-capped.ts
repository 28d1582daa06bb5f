import { isReadableFormat, SNIFFED_BYTES, sniffImageFormat } from './formats/image-format.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { ReadFailure } from './types.ts';

const MEGABYTE = 1024 * 1024;

/** Room for the body of a server that does not say how long it is, and the most that is taken on its word. */
const FIRST_ROOM = { unknown: 64 * 1024, promised: MEGABYTE };

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

/** One byte more than is promised, so that the end is seen without growing. */
function firstRoom(promised: number): ArrayBuffer {
  return new ArrayBuffer(promised > 0 ? Math.min(promised, FIRST_ROOM.promised) + 1 : FIRST_ROOM.unknown);
}

/**
 * The bytes of a body.
 *
 * @param look sees what has come so far, each time something has; what it throws ends the loading
 */
async function readAll(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  promised: number,
  look: (bytes: Uint8Array) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader({ mode: 'byob' });
  try {
    let buffer = firstRoom(promised);
    for (let filled = 0; ; ) {
      if (filled === buffer.byteLength) buffer = buffer.transfer(2 * filled);
      const { done, value = new Uint8Array() } = await reader.read(new Uint8Array(buffer, filled));
      buffer = value.buffer;
      filled += value.byteLength;
      const bytes = new Uint8Array(buffer, 0, filled);
      if (done) return bytes;
      look(bytes);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Takes in the bytes of an image file, at most `MAX_FILE_BYTES` of them. The browser writes them into one buffer: pieces that are
 * joined afterwards would lie about until they are collected, several times as much as the file.
 *
 * @throws ReadFailure `too-large` or `not-an-image`, as soon as it is known; whatever the stream fails with
 */
export async function readCapped(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const promised = Number(response.headers.get('content-length') ?? 0);
  if (promised > MAX_FILE_BYTES) {
    await response.body?.cancel();
    throw tooLarge();
  }
  let isSniffed = false;
  const look = (bytes: Uint8Array) => {
    if (bytes.byteLength > MAX_FILE_BYTES) throw tooLarge();
    if (isSniffed || bytes.byteLength < SNIFFED_BYTES) return;
    refuseWhatIsNoImage(bytes);
    isSniffed = true;
  };
  const whole = response.body ? await readAll(response.body, promised, look) : new Uint8Array();
  if (!isSniffed) refuseWhatIsNoImage(whole);
  return whole;
}
