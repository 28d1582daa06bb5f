/** ASCII text of a file, such as the name of a chunk. Throws `RangeError` beyond the end. */
export function textAt(file: DataView, offset: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => file.getUint8(offset + i)));
}
