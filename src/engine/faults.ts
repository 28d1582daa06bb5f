import { backend, getKernel, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';
import type { BackendName } from '../vision/types.ts';

/**
 * Faults on order, for the tests of a build made with `--mode faults`; an ordinary build holds nothing of this. Before
 * each step the worker asks the test what is to go wrong; a file that the test puts into the build says where to ask.
 */
export type Fault =
  | 'hang'
  | 'lie'
  | 'throw'
  | 'crash'
  | 'vanish'
  | 'lose-device'
  | 'gpu-error'
  | 'run-out-of-memory'
  | 'pretend-gpu';

/**
 * Before the adapter is looked at; before tfjs starts; with the networks loaded, before they prove themselves; before the
 * GPU's first pass; before pictures are read.
 */
export type FaultStep = 'probe' | 'backend' | 'start' | 'warm-up' | 'read';

async function orderedFault(step: FaultStep, name: BackendName): Promise<Fault | undefined> {
  const place = (await (await fetch('/fault-orders.json')).json()) as { readonly url: string };
  const answer = await fetch(`${place.url}?step=${step}&backend=${name}`, { cache: 'no-store' });
  return ((await answer.json()) as { readonly fault?: Fault }).fault;
}

/** Blocks the thread, as a kernel that never returns does. */
function hang(): never {
  for (;;);
}

/** Makes every convolution a fifth too large, and says nothing. */
function lie(name: BackendName): void {
  const multiply = getKernel('Multiply', name);
  const fill = getKernel('Fill', name);
  for (const kernelName of ['Conv2D', 'FusedConv2D']) {
    const honest = getKernel(kernelName, name);
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

function loseDevice(name: BackendName): void {
  if (name === 'webgpu') (backend() as unknown as { device: GPUDevice }).device.destroy();
  if (name !== 'webgl') return;
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

/** Makes a buffer that no device can make; WebGPU tells of it by an event, and of that alone. */
function raiseGpuError(name: BackendName): void {
  if (name !== 'webgpu') return;
  (backend() as unknown as { device: GPUDevice }).device.createBuffer({ size: 16, usage: 0 });
}

/** Kept for as long as the worker lives, so that nothing else finds room in it. */
const hoard: ArrayBuffer[] = [];

/** Takes all the room that buffers may have, in ever smaller pieces, and does not touch it: the machine loses none. */
function runOutOfMemory(): void {
  for (let size = 2 ** 33; size >= 2 ** 12; ) {
    try {
      hoard.push(new ArrayBuffer(size));
    } catch {
      size /= 2;
    }
  }
}

const CAUSES: Readonly<Record<Fault, (name: BackendName) => unknown>> = {
  hang,
  lie,
  throw: () => {
    throw new Error('A fault on order.');
  },
  crash,
  // The worker ends without a sign to the page, and answers nothing more.
  vanish: () => {
    close();
    return new Promise(() => undefined);
  },
  'lose-device': loseDevice,
  'gpu-error': raiseGpuError,
  'run-out-of-memory': runOutOfMemory,
  'pretend-gpu': () => undefined,
};

/** Does to the running backend what the test has ordered for this step, and tells what that was. */
export async function causeFault(step: FaultStep, name: BackendName): Promise<Fault | undefined> {
  const fault = await orderedFault(step, name);
  if (fault) await CAUSES[fault](name);
  return fault;
}
