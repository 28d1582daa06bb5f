export { convolve, packFilter, scratchBytes } from './convolution';
export { creluPool } from './crelu-pool';
export { convolveDepthwise } from './depthwise';
export { joinRows } from './join';
export { cutBox, cutBytes, cutPackedBox, halvePacked, turn } from './sampling';
export { convolveSeparable, separableBytes } from './separable';
export { convolveWinograd, packWinograd, winogradBytes, winogradFilterBytes, winogradFramed } from './winograd';
