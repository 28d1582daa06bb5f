/** What `assembly/` exports; every address and size is in bytes, every count in numbers. */
export interface NativeKernels extends WebAssembly.Exports {
  packFilter(filter: number, taps: number, channels: number, packed: number): void;
  scratchBytes(framed: number, pixels: number, channels: number): number;
  convolve(...numbers: number[]): void;
  winogradFilterBytes(span: number, stride: number, inputs: number, outputs: number): number;
  packWinograd(...numbers: number[]): void;
  winogradFramed(span: number, pixels: number, stride: number): number;
  winogradBytes(span: number, framed: number, tiles: number, depth: number, outputs: number): number;
  convolveWinograd(...numbers: number[]): void;
  convolveDepthwise(...numbers: number[]): void;
  separableBytes(framed: number, height: number, width: number, inputs: number, outputs: number): number;
  convolveSeparable(...numbers: number[]): void;
  creluPool(...numbers: number[]): void;
  maxPool(...numbers: number[]): void;
  joinRows(from: number, rows: number, bytes: number, to: number, step: number): void;
  cutBytes(width: number, columns: number): number;
  faceBytes(width: number, side: number): number;
  cutFace(...numbers: number[]): void;
  cutPackedFace(...numbers: number[]): void;
  turnGray(...numbers: number[]): void;
  cutBox(...numbers: number[]): void;
  cutPackedBox(...numbers: number[]): void;
  swapPacked(picture: number, pixels: number, output: number): void;
  halvePacked(picture: number, height: number, width: number, output: number): void;
  turn(...numbers: number[]): void;
}

/** Our functions on a memory, or undefined where the browser lacks what they are made of (relaxed SIMD). */
export async function bindKernels(
  binary: ArrayBuffer,
  memory: WebAssembly.Memory,
): Promise<NativeKernels | undefined> {
  if (!WebAssembly.validate(binary)) return undefined;
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  return instance.exports as NativeKernels;
}
