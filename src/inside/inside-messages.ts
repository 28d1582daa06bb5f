import type { FaceCrop } from '../vision/types.ts';
import type { FaceToCut, Look } from './look.ts';

/** What the worker is asked; it closes the bitmap. */
export interface InsideRequest {
  readonly call: number;
  readonly task: 'cut' | 'look';
  /** The picture as the engine reduced it. */
  readonly bitmap: ImageBitmap;
  /** One for a look. */
  readonly faces: readonly FaceToCut[];
}

export type InsideAnswer = { readonly call: number } & (
  | { readonly kind: 'cut'; readonly crops: readonly FaceCrop[] }
  | { readonly kind: 'look'; readonly look: Look }
  /** `reason` in the words of what failed. */
  | { readonly kind: 'failed'; readonly reason: string }
);
