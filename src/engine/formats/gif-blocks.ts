/** What introduces a block: GIF89a, 20 to 26. */
export const EXTENSION = 0x21;
export const IMAGE = 0x2c;

/** Bytes of a colour table, from the flags that announce it. */
export function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

/** Offset of the first block, behind the screen and its colours. */
export function firstBlock(file: DataView): number {
  return 13 + colourTableBytes(file.getUint8(10));
}

/** Offset behind the sub-blocks that begin here, the empty one that ends them included. */
export function skipSubBlocks(file: DataView, offset: number): number {
  for (;;) {
    const length = file.getUint8(offset);
    offset += length + 1;
    if (length === 0) return offset;
  }
}

/** Offset behind an extension: its label, then sub-blocks. */
export function skipExtension(file: DataView, offset: number): number {
  return skipSubBlocks(file, offset + 2);
}
