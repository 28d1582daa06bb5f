import type { EngineImageSource } from '../terms/reading-request.ts';
import type { Reading } from '../vision/types.ts';

/** Where a picture comes from: a file that the person gave, or what is still to be fetched. */
export type PictureOrigin = { readonly kind: 'blob'; readonly blob: Blob } | EngineImageSource;

/** A picture as it is given to the viewer. */
export interface GivenPicture {
  /** Name of its file with its folders, its address, or what the viewer calls it. */
  readonly name: string;
  readonly origin: PictureOrigin;
  /** Address of the page that shows it; empty where the person gave it. */
  readonly page: string;
}

export type PictureState =
  | { readonly kind: 'waiting' | 'reading' }
  | { readonly kind: 'read'; readonly reading: Reading; readonly readAt: number }
  /** `reason` is a sentence for the person. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface ViewedPicture extends GivenPicture {
  readonly id: number;
  readonly state: PictureState;
  /** The file, once it is here. */
  readonly blob?: Blob | undefined;
  /** Object URL of a small square of the picture; the collection revokes it. */
  readonly thumbnail?: string | undefined;
  /** Object URLs of small squares around its faces, in their order; the collection revokes them. */
  readonly faceThumbnails: readonly string[];
}

export function facesOf({ state }: ViewedPicture) {
  return state.kind === 'read' ? state.reading.faces : [];
}
