/** An image that a style names. */
export interface CssImage {
  readonly address: string;
  /** Pixels of the bitmap to one CSS pixel: CSS Images 4, section 5 (`image-set()`). */
  readonly resolution: number;
}

const ADDRESS = /^url\((?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^)]*))\)/s;
const SET = /^(?:-webkit-)?image-set\((.*)\)$/s;
const DENSITY = /\s(\d*\.?\d+)(x|dppx|dpi|dpcm)\b/;
/** Resolutions of one pixel to one CSS pixel. */
const PER_PIXEL: Readonly<Record<string, number>> = { x: 1, dppx: 1, dpi: 96, dpcm: 96 / 2.54 };
/** What browsers that run Mien cannot show. */
const UNSHOWABLE = /type\("image\/(?:jxl|jp2|heic|heif|tiff)"\)/;

/** A text in quotes, as one piece: the address in it may be many megabytes long and hold any bracket. */
const PIECE = /"[^"\\]*(?:\\.[^"\\]*)*"|[(),]/gs;

/** Parts of a list between commas that stand in neither brackets nor quotes. */
export function commaParts(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: piece, index } of list.matchAll(PIECE)) {
    if (piece === '(') depth += 1;
    else if (piece === ')') depth -= 1;
    else if (piece === ',' && depth === 0) {
      parts.push(list.slice(start, index).trim());
      start = index + 1;
    }
  }
  const last = list.slice(start).trim();
  return last === '' ? parts : [...parts, last];
}

function addressIn(value: string): string | undefined {
  const [, quoted, bare] = ADDRESS.exec(value) ?? [];
  return quoted?.replace(/\\(.)/gs, '$1') ?? bare?.trim();
}

/** What a browser takes of an `image-set()`: the coarsest that is fine enough for the screen, else the finest. */
function chosen(options: string, pixelRatio: number): CssImage | undefined {
  const images = commaParts(options)
    .filter((option) => !UNSHOWABLE.test(option))
    .flatMap((option) => {
      const address = addressIn(option);
      if (address === undefined) return [];
      const [, count = '1', unit = 'x'] = DENSITY.exec(option.slice(option.indexOf(')'))) ?? [];
      return [{ address, resolution: Number(count) / (PER_PIXEL[unit] ?? 1) }];
    })
    .sort((a, b) => a.resolution - b.resolution);
  return images.find(({ resolution }) => resolution >= pixelRatio) ?? images.at(-1);
}

/**
 * The images of a computed `background-image`, `border-image-source` or `content`, layer by layer; undefined for a layer
 * that is none, such as a gradient. Pure.
 *
 * @param pixelRatio pixels of the screen to one CSS pixel
 */
export function cssImages(computed: string, pixelRatio: number): (CssImage | undefined)[] {
  return commaParts(computed).map((layer) => {
    const [, options] = SET.exec(layer) ?? [];
    if (options !== undefined) return chosen(options, pixelRatio);
    const address = addressIn(layer);
    return address === undefined || address === '' ? undefined : { address, resolution: 1 };
  });
}
