import { serveEngine } from '../engine/serve-engine.ts';
import { serveInside } from '../inside/serve-inside.ts';
import { INSIDE_WORKER } from './worker-names.ts';

/**
 * The one script of both workers, the engine's and that of the look inside: two scripts would each carry a copy of
 * TensorFlow.js. The name that a worker is made with says which it is.
 */
if (self.name === INSIDE_WORKER) serveInside();
else serveEngine();
