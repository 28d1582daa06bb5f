/**
 * Concatenated ReLU (Shang et al., 2016) and max pooling at once: of each channel the most in a window of 3 x 3, and in as many
 * channels more the most of its negative; never less than zero, so that what lies beyond the edge counts for nothing.
 *
 * @param channels a multiple of four
 */
export function creluPool(
  input: usize, batch: i32, height: i32, width: i32, channels: i32, stride: i32, padTop: i32, padLeft: i32,
  output: usize, outputHeight: i32, outputWidth: i32,
): void {
  const pixelBytes = <usize>channels << 2;
  for (let picture = 0; picture < batch; picture++) {
    for (let row = 0; row < outputHeight; row++) {
      const top = row * stride - padTop;
      for (let column = 0; column < outputWidth; column++) {
        const left = column * stride - padLeft;
        const from = input + <usize>(max(top, 0) * width + max(left, 0)) * pixelBytes;
        pool(from, min(top + 3, height) - max(top, 0), min(left + 3, width) - max(left, 0),
          <usize>width * pixelBytes, pixelBytes, output);
        output += 2 * pixelBytes;
      }
    }
    input += <usize>(height * width) * pixelBytes;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function pool(from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize, to: usize): void {
  for (let channel: usize = 0; channel < pixelBytes; channel += 16) {
    let most = f32x4.splat(0), least = f32x4.splat(0), line = from + channel;
    for (let row = 0; row < rows; row++) {
      let at = line;
      for (let column = 0; column < columns; column++) {
        const value = v128.load(at);
        most = f32x4.relaxed_max(most, value);
        least = f32x4.relaxed_min(least, value);
        at += pixelBytes;
      }
      line += rowBytes;
    }
    v128.store(to + channel, most);
    v128.store(to + pixelBytes + channel, f32x4.neg(least));
  }
}

/**
 * Max pooling in windows of `side` x `side`; what lies beyond the edge counts for nothing.
 *
 * @param channels a multiple of four
 */
export function maxPool(
  input: usize, batch: i32, height: i32, width: i32, channels: i32, side: i32, stride: i32, padTop: i32, padLeft: i32,
  output: usize, outputHeight: i32, outputWidth: i32,
): void {
  const pixelBytes = <usize>channels << 2, rowBytes = <usize>width * pixelBytes;
  for (let picture = 0; picture < batch; picture++) {
    for (let row = 0; row < outputHeight; row++) {
      const top = row * stride - padTop, rows = min(top + side, height) - max(top, 0);
      for (let column = 0; column < outputWidth; column++) {
        const left = column * stride - padLeft, columns = min(left + side, width) - max(left, 0);
        const from = input + <usize>max(top, 0) * rowBytes + <usize>max(left, 0) * pixelBytes;
        for (let channel: usize = 0; channel < pixelBytes; channel += 16) {
          v128.store(output + channel, mostOf(from + channel, rows, columns, rowBytes, pixelBytes));
        }
        output += pixelBytes;
      }
    }
    input += <usize>height * rowBytes;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function mostOf(from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize): v128 {
  let most = v128.load(from);
  for (let row = 0; row < rows; row++) {
    let at = from;
    for (let column = 0; column < columns; column++) {
      most = f32x4.relaxed_max(most, v128.load(at));
      at += pixelBytes;
    }
    from += rowBytes;
  }
  return most;
}
