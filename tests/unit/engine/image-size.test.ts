import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readImageSize } from '../../../src/engine/formats/image-size.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { FORMATS, HEADERS, losslessWebp, lossyWebp } from './support/image-headers.ts';

const side = fc.integer({ min: 3, max: 16_383 });

describe('the size in a header', () => {
  it.each(FORMATS)('is read from any %s', (format) => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const bytes = Uint8Array.from(HEADERS[format](width, height));
        expect(readImageSize(format, bytes)).toEqual({ width, height });
      }),
    );
  });

  it('is read from lossy and lossless WebP', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        for (const build of [lossyWebp, losslessWebp]) {
          expect(readImageSize('webp', Uint8Array.from(build(width, height)))).toEqual({ width, height });
        }
      }),
    );
  });

  it('is the one that an encoder wrote', () => {
    const file = PNG.sync.write(new PNG({ width: 31, height: 47 }));
    expect(readImageSize('png', file)).toEqual({ width: 31, height: 47 });
  });

  it('is known for a bomb of a few bytes', () => {
    const bomb = Uint8Array.from(HEADERS.png(30_000, 30_000));
    expect(readImageSize('png', bomb)).toEqual({ width: 30_000, height: 30_000 });
  });

  it.each(FORMATS)('is the true one or none when a %s is cut off, and nothing throws', (format) => {
    const whole = Uint8Array.from(HEADERS[format](300, 200));
    const sizes = Array.from({ length: whole.length }, (_, length) =>
      readImageSize(format, whole.subarray(0, length)),
    ).filter(Boolean);
    for (const size of sizes) {
      // A GIF without its first frame still tells its screen.
      expect([
        { width: 300, height: 200 },
        { width: 1, height: 1 },
      ]).toContainEqual(size);
    }
    expect(readImageSize(format, whole.subarray(0, 9))).toBeUndefined();
  });

  it.each(FORMATS)('is positive or missing for a %s with damaged bytes, and nothing throws', (format) => {
    const whole = HEADERS[format](300, 200);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [place, value] of changes) bytes[place] = value;
        const size = readImageSize(format, bytes);
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it.each(FORMATS)('never makes a %s of random bytes throw or take long', (format) => {
    const readAll = () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => void readImageSize(format, bytes)),
        { numRuns: 300 },
      );
      readImageSize(format, new Uint8Array(1_000_000).fill(0xff));
      readImageSize(format, new Uint8Array(1_000_000).fill(1));
    };
    expect(cpuTime(readAll)).toBeLessThan(2000);
  });
});
