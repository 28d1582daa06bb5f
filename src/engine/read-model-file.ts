/** Gives the bytes of a model file of the built extension. Rejects, and names it, where it cannot be read. */
export async function readModelFile(name: string): Promise<ArrayBuffer> {
  try {
    return await (await fetch(new URL(`/models/${name}`, location.origin))).arrayBuffer();
  } catch (error) {
    throw new Error(`The model file ${name} could not be read.`, { cause: error });
  }
}
