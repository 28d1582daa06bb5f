import { type WebGPUBackend, type WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';
import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { type ChannelOrder, UNPACK_PIXELS } from '../packed-pixels.ts';

const CHANNELS = 3;

/** The shader that gives each channel of each pixel a number of its own. */
function unpackProgram(rows: number, columns: number, order: ChannelOrder): WebGPUProgram {
  const outputShape = [rows, columns, CHANNELS];
  const workgroupSize: [number, number, number] = [64, 1, 1];
  const dispatchLayout = webgpu_util.flatDispatchLayout(outputShape);
  const place = order === 'rgb' ? `index % ${CHANNELS}` : `${CHANNELS - 1} - index % ${CHANNELS}`;
  return {
    variableNames: ['packed'],
    outputShape,
    workgroupSize,
    dispatchLayout,
    dispatch: webgpu_util.computeDispatch(dispatchLayout, outputShape, workgroupSize),
    shaderKey: `unpackPixels-${order}`,
    size: true,
    getUserCode: () => `
      fn main(index : i32) {
        if (index < uniforms.size) {
          let place = u32(${place});
          let pixel = bitcast<u32>(packed[index / ${CHANNELS}]);
          result[index] = f32((pixel >> (8u * place)) & 255u);
        }
      }`,
  };
}

/**
 * Teaches tfjs's WebGPU backend `UnpackPixels` (`packed-pixels.ts`): a third of the bytes goes to the GPU, as they come, and no
 * script touches a pixel.
 */
export function registerUnpacking(): void {
  registerKernel({
    kernelName: UNPACK_PIXELS,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const packed = inputs.packed as TensorInfo;
      const [rows = 0, columns = 0] = packed.shape;
      const program = unpackProgram(rows, columns, attrs?.order as ChannelOrder);
      return (backend as WebGPUBackend).runWebGPUProgram(program, [packed], 'float32');
    },
  });
}
