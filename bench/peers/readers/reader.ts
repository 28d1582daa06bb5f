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
