/**
 * Renderers that run on the processor: SwiftShader (Chromium), llvmpipe, softpipe and lavapipe (Mesa), Microsoft's Basic
 * Render Driver (WARP), Apple's software renderer. tfjs on any of them is many times slower than WASM.
 */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|basic render|software/i;

export function isSoftwareRenderer(name: string): boolean {
  return SOFTWARE.test(name);
}
