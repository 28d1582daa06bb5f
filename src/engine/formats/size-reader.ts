/** Pixels, as the file stores them: before EXIF orientation. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Reads a header; undefined where it is not one. Reading beyond the end throws `RangeError`, as DataView does. */
export type SizeReader = (file: DataView) => ImageSize | undefined;
