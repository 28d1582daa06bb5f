import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ImageFormat,
  isReadableFormat,
  mimeTypeOf,
  sniffImageFormat,
} from '../../../src/engine/formats/image-format.ts';
import { readImageSize } from '../../../src/engine/formats/image-size.ts';
import { jpegScans } from '../../../src/engine/formats/jpeg-scans.ts';
import { manyScans } from '../../corpus/jpeg.ts';
import { makeSources, SIDE, type Source } from '../../corpus/sources.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { FORMATS, HEADERS } from './support/image-headers.ts';

const KNOWN: readonly (ImageFormat | undefined)[] = [...FORMATS, 'svg', 'tiff', 'heic', 'jpeg-xl', undefined];
let sources: Source[];

beforeAll(async () => {
  sources = await makeSources();
});

/** The longest that reading a header of a megabyte may compute, in milliseconds. */
const LINEAR = 4000;

describe('files of real encoders', () => {
  it('are known by their bytes, and their size is read', () => {
    for (const { name, type, bytes } of sources) {
      const format = sniffImageFormat(bytes);
      expect(format && isReadableFormat(format) && mimeTypeOf(format), name).toBe(type);
      if (format && isReadableFormat(format))
        expect(readImageSize(format, bytes), name).toEqual({ width: SIDE, height: SIDE });
    }
  });

  it('that are damaged in any way are of some format, of a size above nothing, or of none', () => {
    const damage = fc.array(fc.tuple(fc.nat(1e6), fc.nat(255)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(99), damage, fc.nat(1e6), (which, changes, length) => {
        const { bytes } = sources[which % sources.length] as Source;
        const copy = Uint8Array.from(bytes.subarray(0, 1 + (length % bytes.length)));
        for (const [place, value] of changes) copy[place % copy.length] = value;
        expect(KNOWN).toContain(sniffImageFormat(copy));
        for (const format of FORMATS) {
          const size = readImageSize(format, copy);
          if (size) expect(Number.isSafeInteger(size.width + size.height * 2)).toBe(true);
          if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
        }
        expect(jpegScans(copy)).toBeLessThanOrEqual(copy.length / 2);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any bytes', () => {
  it('say the same wherever in a buffer they lie', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMATS), fc.nat(40), fc.nat(40), (format, before, cut) => {
        const bytes = Uint8Array.from(HEADERS[format](320, 240));
        const whole = new Uint8Array(before + bytes.length + 30).fill(0xff);
        whole.set(bytes, before);
        const view = whole.subarray(before, before + Math.max(1, bytes.length - cut));
        expect(readImageSize(format, view)).toEqual(readImageSize(format, Uint8Array.from(view)));
      }),
    );
  });

  it('take linear time, however they are made', () => {
    const million = (fill: (i: number) => number) =>
      Uint8Array.from({ length: 1_000_000 }, (_, i) => fill(i));
    const shapes = [
      million(() => 0xff),
      million((i) => (i % 2 === 0 ? 0xff : 0xda)),
      million((i) => (i % 4 === 0 ? 0xff : i % 4 === 1 ? 0xe0 : i % 4 === 3 ? 2 : 0)),
      million((i) => (i % 8 === 3 ? 8 : 'meta'.charCodeAt(i % 4))),
      million((i) => [0, 0, 0, 8, 0x6d, 0x65, 0x74, 0x61][i % 8] ?? 0),
      million((i) => (i < 6 ? ([0, 0, 1, 0, 0xff, 0xff][i] ?? 0) : 0)),
      million((i) => (i < 10 ? 'GIF89a....'.charCodeAt(i) : i % 2 === 0 ? 0x21 : 0)),
    ];
    for (const bytes of shapes) {
      for (const format of FORMATS) expect(cpuTime(() => readImageSize(format, bytes))).toBeLessThan(LINEAR);
      expect(cpuTime(() => jpegScans(bytes))).toBeLessThan(LINEAR);
      expect(cpuTime(() => sniffImageFormat(bytes))).toBeLessThan(LINEAR);
    }
  });
});

describe('the scans of a JPEG', () => {
  it('are counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (scans) => {
        expect(jpegScans(manyScans(64, 64, scans))).toBe(scans + 1);
      }),
      { numRuns: 30 },
    );
  });

  it('are one in a plain file, and some ten in a progressive one', () => {
    const of = (name: string) =>
      jpegScans(sources.find((source) => source.name === name)?.bytes ?? new Uint8Array());
    expect(of('jpeg')).toBe(1);
    expect(of('progressive jpeg')).toBeGreaterThan(3);
    expect(of('progressive jpeg')).toBeLessThan(20);
  });

  it('of other bytes are some or none, and nothing throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        expect(jpegScans(bytes)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
