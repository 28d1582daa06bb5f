import { afterEach, describe, expect, it, vi } from 'vitest';
import { probeAdapter } from '../../../src/engine/probe-adapter.ts';

afterEach(() => vi.unstubAllGlobals());

const NVIDIA = {
  vendor: 'nvidia',
  architecture: 'hopper',
  device: '',
  description: '',
  isFallbackAdapter: false,
};

/** A browser whose WebGPU finds this adapter. */
function withWebGpu(info: object | null) {
  const requestAdapter = vi.fn(async (_options: object) => info && { info });
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
  return requestAdapter;
}

const UNMASKED = 0x9246;
const RENDERER = 0x1f01;

/** A browser whose WebGL 2 goes by these names. */
function withWebGl({ unmasked, masked }: { unmasked?: string; masked: string }) {
  const loseContext = vi.fn();
  const context = {
    RENDERER,
    getExtension: (name: string) => {
      if (name === 'WEBGL_lose_context') return { loseContext };
      return name === 'WEBGL_debug_renderer_info' && unmasked !== undefined
        ? { UNMASKED_RENDERER_WEBGL: UNMASKED }
        : null;
    },
    getParameter: (parameter: number) => (parameter === UNMASKED ? unmasked : masked),
  };
  const canvas = vi.fn(function Canvas() {
    return { getContext: (kind: string) => (kind === 'webgl2' ? context : null) };
  });
  vi.stubGlobal('OffscreenCanvas', canvas);
  return { loseContext, canvas };
}

describe('WebGPU', () => {
  it('is absent where the browser has none', async () => {
    vi.stubGlobal('navigator', {});
    expect(await probeAdapter('webgpu')).toEqual({ kind: 'absent', reason: 'This browser has no WebGPU.' });
  });

  it('is absent where it finds no GPU', async () => {
    withWebGpu(null);
    expect(await probeAdapter('webgpu')).toEqual({ kind: 'absent', reason: 'WebGPU finds no GPU.' });
  });

  it('runs on hardware, of which the fast one is asked for', async () => {
    const requestAdapter = withWebGpu(NVIDIA);
    expect(await probeAdapter('webgpu')).toEqual({ kind: 'hardware' });
    expect(requestAdapter).toHaveBeenCalledExactlyOnceWith({ powerPreference: 'high-performance' });
  });

  it.each([
    ['its vendor', { ...NVIDIA, vendor: 'google', architecture: 'swiftshader' }, 'google swiftshader'],
    ['its device', { ...NVIDIA, device: 'llvmpipe' }, 'nvidia hopper llvmpipe'],
    ['its description', { ...NVIDIA, description: 'Basic Render' }, 'nvidia hopper Basic Render'],
    ['its own word', { ...NVIDIA, isFallbackAdapter: true }, 'nvidia hopper'],
  ])('runs in software by %s', async (_by, info, name) => {
    withWebGpu(info);
    expect(await probeAdapter('webgpu')).toEqual({ kind: 'software', name });
  });

  it('is called something where a fallback says nothing of itself', async () => {
    withWebGpu({ vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: true });
    expect(await probeAdapter('webgpu')).toEqual({ kind: 'software', name: 'a fallback adapter' });
  });
});

describe('WebGL', () => {
  it('is absent where the browser gives no context of version 2', async () => {
    vi.stubGlobal('OffscreenCanvas', function Canvas() {
      return { getContext: () => null };
    });
    expect(await probeAdapter('webgl')).toEqual({
      kind: 'absent',
      reason: 'This browser gives no WebGL 2.',
    });
  });

  it.each([
    ['tells its true name', { unmasked: 'NVIDIA H100', masked: 'Software' }, { kind: 'hardware' }],
    [
      'tells that it is software',
      { unmasked: 'SwiftShader Device', masked: 'WebKit WebGL' },
      { kind: 'software', name: 'SwiftShader Device' },
    ],
    ['has no name but the plain one', { masked: 'Mali-G78' }, { kind: 'hardware' }],
    ['is software by the plain one', { masked: 'llvmpipe' }, { kind: 'software', name: 'llvmpipe' }],
  ])('that %s is taken for that, and its context is given back', async (_what, names, adapter) => {
    const { loseContext, canvas } = withWebGl(names);
    expect(await probeAdapter('webgl')).toEqual(adapter);
    expect(loseContext).toHaveBeenCalledOnce();
    expect(canvas).toHaveBeenCalledWith(1, 1);
  });
});

it.each(['wasm', 'cpu'] as const)('%s needs nothing', async (backend) => {
  withWebGpu(null);
  expect(await probeAdapter(backend)).toEqual({ kind: 'hardware' });
});
