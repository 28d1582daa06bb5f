/** What every library is made to do: find the faces of the picture at an address, and name their expressions. */
export interface Reader {
  read(url: string): Promise<readonly FoundFace[]>;
}

/** A face, in fractions of the upright picture. */
export interface FoundFace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly expression: string;
}

export type BackendFlag = 'wasm' | 'webgl' | 'webgpu';

/** Where a library finds its files. */
export interface Places {
  /** Of the server that has the models. */
  readonly origin: string;
  /** Folder or address of tfjs's WASM binaries, with a slash at its end. */
  readonly wasmFolder: string;
}

/** Of a page of the bench. */
export const OF_THE_PAGE: Places = { origin: '', wasmFolder: '/wasm/' };
