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
  for (let picture = 0; picture < batch; picture++) {
    for (let row = 0; row < framedHeight; row++) {
      const y = row - padTop;
      if (y < 0 || y >= height) {
        memory.fill(frame, 0, framedRowBytes);
      } else {
        memory.fill(frame, 0, leftBytes);
        const kept = min(rowBytes, framedRowBytes - leftBytes);
        memory.copy(frame + leftBytes, input + <usize>(picture * height + y) * rowBytes, kept);
        memory.fill(frame + leftBytes + kept, 0, framedRowBytes - leftBytes - kept);
      }
      frame += framedRowBytes;
    }
  }
}
