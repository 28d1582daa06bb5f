/**
 * Writes rows of `bytes` bytes, one after the other at `from`, each `step` bytes after the last at `to`: one part of a
 * concatenation along the last axis.
 */
export function joinRows(from: usize, rows: i32, bytes: usize, to: usize, step: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(to + at, load<f32>(from + at));
    from += bytes;
    to += step;
  }
}
