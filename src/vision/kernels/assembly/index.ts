export { convolve, packFilter, scratchBytes } from './convolution';
export { convolveDepthwise } from './depthwise';
export { cutFace, cutPackedFace, faceBytes, turnGray } from './face';
export { joinRows } from './join';
export { creluPool, maxPool } from './pooling';
export { cutBox, cutBytes, cutPackedBox, halvePacked, swapPacked, turn } from './sampling';
export { convolveSeparable, separableBytes } from './separable';
export { convolveWinograd, packWinograd, winogradBytes, winogradFilterBytes, winogradFramed } from './winograd';
