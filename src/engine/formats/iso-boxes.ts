import { textAt } from './text-at.ts';

/** A box of an ISO base media file; offsets of its content. */
export interface MediaBox {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const HEADER_BYTES = 8;
/** Version and flags of a "full box". */
export const VERSION_BYTES = 4;

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

/** The file itself, as the box around all others. */
export function wholeFile(file: DataView): MediaBox {
  return { type: '', start: 0, end: file.byteLength };
}

/**
 * The boxes of one type in another; none in none.
 *
 * @param skipped bytes of the parent's content before the first box in it
 */
export function childrenOf(
  file: DataView,
  parent: MediaBox | undefined,
  type: string,
  skipped = 0,
): MediaBox[] {
  if (!parent) return [];
  return [...boxes(file, parent.start + skipped, parent.end)].filter((box) => box.type === type);
}
