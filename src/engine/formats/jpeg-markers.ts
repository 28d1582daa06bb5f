/** Codes behind the 0xff of a JPEG's markers: ITU-T T.81, table B.1. */

export const SCAN = 0xda;
export const END = 0xd9;

/** Markers without a body: TEM, RST0 to RST7 and SOI. */
export function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie in the same range. */
export function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
