import { KERNELS, NETWORKS } from '../vision/model-manifest.ts';
import { readModelFile } from './read-model-file.ts';

const NAMES = [...NETWORKS.flatMap(({ graph, weights }) => [graph.name, weights.name]), KERNELS.name];

/**
 * Begins to load every model file, so that they arrive while the backend starts. Each is handed out once, and loaded anew
 * where it is asked for again.
 *
 * @returns reads a file as `readModelFile` does
 */
export function beginLoadingModelFiles(): typeof readModelFile {
  const underWay = new Map(NAMES.map((name) => [name, readModelFile(name)]));
  // Whoever asks for the file hears why it failed; until then that counts as handled.
  for (const loading of underWay.values()) loading.catch(() => undefined);
  return (name) => {
    const loading = underWay.get(name) ?? readModelFile(name);
    underWay.delete(name);
    return loading;
  };
}
