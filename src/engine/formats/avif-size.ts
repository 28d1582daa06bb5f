import type { ImageSize } from './size-reader.ts';
import { textAt } from './text-at.ts';

/** A box of an ISO base media file; offsets of its content. */
interface MediaBox {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const HEADER_BYTES = 8;
/** Version and flags of a "full box". */
const VERSION_BYTES = 4;

/** The boxes between two offsets (ISO/IEC 14496-12, 4.2). Ends at the first that is malformed. */
function* boxes(file: DataView, start: number, end: number): Generator<MediaBox> {
  for (let offset = start; offset + HEADER_BYTES <= end; ) {
    const stated = file.getUint32(offset);
    const isLong = stated === 1;
    const header = isLong ? 2 * HEADER_BYTES : HEADER_BYTES;
    const size = isLong
      ? Number(file.getBigUint64(offset + HEADER_BYTES))
      : stated === 0
        ? end - offset
        : stated;
    if (size < header || offset + size > end) return;
    yield { type: textAt(file, offset + 4, 4), start: offset + header, end: offset + size };
    offset += size;
  }
}

function childrenOf(file: DataView, parent: MediaBox | undefined, type: string, skipped = 0): MediaBox[] {
  if (!parent) return [];
  return [...boxes(file, parent.start + skipped, parent.end)].filter((box) => box.type === type);
}

/**
 * AVIF (AOM, AV1 Image File Format; ISO/IEC 23008-12, 6.5.3): the largest of the `ispe` properties, because a picture
 * made of tiles states the size of the tiles beside its own.
 */
export function avifSize(file: DataView): ImageSize | undefined {
  const whole = { type: '', start: 0, end: file.byteLength };
  const [meta] = childrenOf(file, whole, 'meta');
  const [properties] = childrenOf(file, meta, 'iprp', VERSION_BYTES);
  const [container] = childrenOf(file, properties, 'ipco');
  const sizes = childrenOf(file, container, 'ispe').map(({ start }) => ({
    width: file.getUint32(start + VERSION_BYTES),
    height: file.getUint32(start + VERSION_BYTES + 4),
  }));
  return sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
}
