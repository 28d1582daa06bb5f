export { convolve, packFilter, scratchBytes } from './convolution';
export { creluPool } from './crelu-pool';
export { convolveDepthwise } from './depthwise';
export { cutFace, cutPackedFace, faceBytes, turnGray } from './face';
export { joinRows } from './join';
export { cutBox, cutBytes, cutPackedBox, halvePacked, swapPacked, turn } from './sampling';
export { convolveSeparable, separableBytes } from './separable';
export { convolveWinograd, packWinograd, winogradBytes, winogradFilterBytes, winogradFramed } from './winograd';
