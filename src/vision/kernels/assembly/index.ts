export { convolve, packFilter, scratchBytes } from './convolution';
export { convolveDepthwise } from './depthwise';
export { joinRows } from './join';
export { cutBox, turn } from './sampling';
export { convolveWinograd, packWinograd, winogradBytes, winogradFilterBytes, winogradFramed } from './winograd';
