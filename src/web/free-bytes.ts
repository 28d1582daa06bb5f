/** Gives the memory of bytes that nobody needs any more back at once; the browser alone would do so late while it is busy. */
export function freeBytes({ buffer }: { readonly buffer: ArrayBuffer }): void {
  if (!buffer.detached) buffer.transfer(0);
}
