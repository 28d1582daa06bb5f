import { grayColour, positiveColour, type Rgb, signedColour, usualLargest } from './colour-scale.ts';
import type { StepMaps } from './look.ts';

/** Pixels between two maps. */
const GAP = 1;

/** Where the maps of a step lie on its contact sheet, in pixels of the sheet. */
export interface SheetLayout {
  readonly columns: number;
  readonly rows: number;
  readonly side: number;
  readonly width: number;
  readonly height: number;
}

/** Wider than high, so that the sheets of a stage can stand side by side. */
export function sheetLayout({ side, channels }: Pick<StepMaps, 'side' | 'channels'>): SheetLayout {
  const columns = 2 ** Math.ceil(Math.log2(channels) / 2);
  const rows = Math.ceil(channels / columns);
  const extent = (count: number) => count * side + (count - 1) * GAP;
  return { columns, rows, side, width: extent(columns), height: extent(rows) };
}

/** The upper left corner of a map. */
export function mapCorner({ columns, side }: SheetLayout, map: number): { x: number; y: number } {
  return { x: (map % columns) * (side + GAP), y: Math.floor(map / columns) * (side + GAP) };
}

/** The map at a place of the sheet in fractions of it, or undefined where there is none. */
export function mapAt(layout: SheetLayout, x: number, y: number, channels: number): number | undefined {
  const column = Math.min(layout.columns - 1, Math.floor(x * layout.columns));
  const row = Math.min(layout.rows - 1, Math.floor(y * layout.rows));
  const map = row * layout.columns + column;
  return map >= 0 && map < channels ? map : undefined;
}

/**
 * The maps of a step side by side, as RGBA. All maps of a sheet share one scale, so that weak ones look weak.
 */
export function paintSheet(maps: StepMaps): Uint8ClampedArray<ArrayBuffer> {
  const layout = sheetLayout(maps);
  const colour = colourOf(maps);
  const rgba = new Uint8ClampedArray(layout.width * layout.height * 4);
  for (let map = 0; map < maps.channels; map++) {
    const corner = mapCorner(layout, map);
    for (let place = 0; place < maps.side * maps.side; place++) {
      const x = corner.x + (place % maps.side);
      const y = corner.y + Math.floor(place / maps.side);
      const value = maps.values[place * maps.channels + map] ?? 0;
      rgba.set([...colour(value), 255], (y * layout.width + x) * 4);
    }
  }
  return rgba;
}

/** Steps after which a value may be below zero. */
export function isSigned({ operation }: Pick<StepMaps, 'operation'>): boolean {
  return operation === 'convolution' || operation === 'addition';
}

function colourOf(maps: StepMaps): (value: number) => Rgb {
  const most = usualLargest(maps.values);
  // Even contrast is a picture still: middle gray is its mean, and three deviations reach black and white.
  if (maps.operation === 'standardisation') return (value) => grayColour(0.5 + value / 6);
  return isSigned(maps) ? (value) => signedColour(value / most) : (value) => positiveColour(value / most);
}
