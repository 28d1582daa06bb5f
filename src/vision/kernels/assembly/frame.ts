/**
 * Copies pictures [batch, height, ...] into frames of zeros, so that a filter at the edge needs no test.
 *
 * @param rowBytes, framedRowBytes bytes of one row before and in its frame
 * @param leftBytes zeros before each row; a row that is too long for its frame loses its end
 */
export function layIntoFrame(
  input: usize, batch: i32, height: i32, rowBytes: usize,
  frame: usize, framedHeight: i32, framedRowBytes: usize, padTop: i32, leftBytes: usize,
): void {
  memory.fill(frame, 0, <usize>(batch * framedHeight) * framedRowBytes);
  const kept = min(rowBytes, framedRowBytes - leftBytes);
  const rows = min(height, framedHeight - padTop);
  for (let picture = 0; picture < batch; picture++) {
    let to = frame + <usize>(picture * framedHeight + padTop) * framedRowBytes + leftBytes;
    let from = input + <usize>(picture * height) * rowBytes;
    for (let row = 0; row < rows; row++) {
      memory.copy(to, from, kept);
      to += framedRowBytes;
      from += rowBytes;
    }
  }
}
