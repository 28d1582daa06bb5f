import type { BackendName } from '../vision/types.ts';
import { isSoftwareRenderer } from './software-renderer.ts';

/** What a backend would run on. */
export type Adapter =
  | { readonly kind: 'hardware' }
  | { readonly kind: 'software'; readonly name: string }
  | { readonly kind: 'absent'; readonly reason: string };

async function probeWebGpu(): Promise<Adapter> {
  // Types say that it is always there; Firefox and machines without a driver know better.
  const gpu: GPU | undefined = navigator.gpu;
  if (!gpu) return { kind: 'absent', reason: 'This browser has no WebGPU.' };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { kind: 'absent', reason: 'WebGPU finds no GPU.' };
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
  const isSoftware = isFallbackAdapter || isSoftwareRenderer(name);
  return isSoftware ? { kind: 'software', name: name || 'a fallback adapter' } : { kind: 'hardware' };
}

async function probeWebGl(): Promise<Adapter> {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return { kind: 'absent', reason: 'This browser gives no WebGL 2.' };
  try {
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    const name = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    return isSoftwareRenderer(name) ? { kind: 'software', name } : { kind: 'hardware' };
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}

/** Looks at the GPU behind a backend without starting tfjs. WASM and CPU are what they are. */
export async function probeAdapter(backend: BackendName): Promise<Adapter> {
  if (backend === 'webgpu') return await probeWebGpu();
  if (backend === 'webgl') return await probeWebGl();
  return { kind: 'hardware' };
}
