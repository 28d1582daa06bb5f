import { isSoftwareRenderer } from '../../src/engine/software-renderer.ts';

/** The part of the npm package `webgpu` (Dawn for Node) that is used; it is not installed with Mien. */
interface Dawn {
  create(options: readonly string[]): GPU;
  readonly globals: object;
}

const MISSING = 'This bench needs the npm package webgpu: npm install --no-save webgpu@0.6.2';

/** The GPU that Dawn runs on. */
export interface DawnAdapter {
  readonly name: string;
  /** It computes on the processor: right answers, and times that mean nothing. */
  readonly isSoftware: boolean;
}

/**
 * Gives this process WebGPU by Dawn, which Chromium has it by too, so that tfjs takes the process for a worker of a browser.
 * To be called before tfjs is imported.
 *
 * @throws where the package or a GPU is missing
 */
export async function startDawn(): Promise<DawnAdapter> {
  const { create, globals } = await importDawn();
  Object.assign(globalThis, globals, { WorkerGlobalScope: class {} });
  const gpu = create([]);
  Object.defineProperty(navigator, 'gpu', { value: gpu });
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('Dawn finds no GPU: is there a Vulkan driver (VK_DRIVER_FILES)?');
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
  return { name, isSoftware: isFallbackAdapter || isSoftwareRenderer(name) };
}

async function importDawn(): Promise<Dawn> {
  const name = 'webgpu';
  try {
    return (await import(name)) as Dawn;
  } catch (cause) {
    throw new Error(MISSING, { cause });
  }
}
