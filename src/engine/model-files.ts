import { KERNELS, NETWORKS } from '../vision/model-manifest.ts';

const NAMES = [...NETWORKS.flatMap(({ graph, weights }) => [graph.name, weights.name]), KERNELS.name];

async function fetchFile(name: string): Promise<ArrayBuffer> {
  const answer = await fetch(new URL(`/models/${name}`, location.origin));
  if (!answer.ok) throw new Error(`The answer was ${answer.status}.`);
  return await answer.arrayBuffer();
}

/**
 * Begins to load every model file, so that they arrive while the backend starts. Each is handed out once, and loaded anew
 * where it is asked for again.
 *
 * @returns reads a file; rejects with a sentence where that cannot be done
 */
export function beginLoadingModelFiles(): (name: string) => Promise<ArrayBuffer> {
  const underWay = new Map(NAMES.map((name) => [name, fetchFile(name)]));
  // Whoever asks for the file hears why it failed; until then that counts as handled.
  for (const loading of underWay.values()) loading.catch(() => undefined);
  return async (name) => {
    const loading = underWay.get(name) ?? fetchFile(name);
    underWay.delete(name);
    try {
      return await loading;
    } catch (error) {
      throw new Error(`The model file ${name} could not be read.`, { cause: error });
    }
  };
}
