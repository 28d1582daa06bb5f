import { backend, getKernel, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';
import type { BackendName } from '../vision/types.ts';

/**
 * Faults on order, for the tests of a build made with `--mode faults`; an ordinary build holds nothing of this. The order
 * is a file of that build, which the tests write.
 */
interface FaultPlan {
  /** Backends that never come up. */
  readonly hangAtStart?: readonly BackendName[];
  /** Backends that compute something wrong, without an error. */
  readonly lie?: readonly BackendName[];
  /** What happens at the next reading of a worker on these backends. */
  readonly atRead?: Partial<Record<BackendName, 'hang' | 'throw' | 'crash' | 'vanish' | 'lose-device'>>;
}

let running: BackendName | undefined;

async function readPlan(): Promise<FaultPlan> {
  const response = await fetch(new URL('/fault-plan.json', location.origin), { cache: 'no-store' });
  return (await response.json()) as FaultPlan;
}

/** Blocks the thread, as a kernel that never returns does. */
function hang(): never {
  for (;;);
}

/** Makes every convolution a fifth too large. */
function makeConvolutionsLie(name: BackendName): void {
  for (const kernelName of ['Conv2D', 'FusedConv2D', '_FusedConv2D']) {
    const honest = getKernel(kernelName, name);
    const multiply = getKernel('Multiply', name);
    const fill = getKernel('Fill', name);
    if (!honest || !multiply || !fill) continue;
    unregisterKernel(kernelName, name);
    registerKernel({
      ...honest,
      kernelFunc: (call) => {
        const a = honest.kernelFunc(call) as TensorInfo;
        const attrs = { shape: [], value: 1.2, dtype: 'float32' as const };
        const b = fill.kernelFunc({ inputs: {}, attrs, backend: call.backend }) as TensorInfo;
        return multiply.kernelFunc({ inputs: { a, b }, backend: call.backend });
      },
    });
  }
}

/** An error that nobody catches, while the reading never ends. */
function crash(): Promise<never> {
  setTimeout(() => {
    throw new Error('A crash on order.');
  });
  return new Promise(() => undefined);
}

function loseDevice(): void {
  if (running === 'webgpu') (backend() as unknown as { device: GPUDevice }).device.destroy();
  const { gpgpu } = backend() as unknown as { gpgpu?: { gl: WebGL2RenderingContext } };
  gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
}

export async function afterBackendStart(name: BackendName): Promise<void> {
  running = name;
  const plan = await readPlan();
  if (plan.hangAtStart?.includes(name)) hang();
  if (plan.lie?.includes(name)) makeConvolutionsLie(name);
}

export async function beforeRead(): Promise<void> {
  const fault = running && (await readPlan()).atRead?.[running];
  if (fault === 'hang') hang();
  if (fault === 'throw') throw new Error('A fault on order.');
  if (fault === 'crash') await crash();
  if (fault === 'vanish') close();
  if (fault === 'lose-device') loseDevice();
}
