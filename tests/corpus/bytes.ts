/** Numbers as file formats write them. */

export function big(bytes: number, value: number): Buffer {
  return Buffer.from(
    Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256),
  );
}

export function little(bytes: number, value: number): Buffer {
  return big(bytes, value).reverse();
}

export function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** Joins buffers and single bytes. */
export function join(...parts: readonly (Buffer | number)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)));
}

/** A copy with these bytes from `offset` on. */
export function patched(file: Buffer, offset: number, bytes: Buffer): Buffer {
  const copy = Buffer.from(file);
  bytes.copy(copy, offset);
  return copy;
}
