export const ENGINE_WORKER = 'engine';
export const INSIDE_WORKER = 'inside';
