import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaInTab } from '../../../src/page/capture/tab-area.ts';
import { cssImages } from '../../../src/page/discovery/styles/css-images.ts';
import { MOST_TILES, placeBackground } from '../../../src/page/overlay/background-place.ts';
import { placeBorderImage } from '../../../src/page/overlay/border-image-place.ts';
import { lengthIn, listOf, parsePosition, wordsOf } from '../../../src/page/overlay/css-position.ts';
import { faceInContent } from '../../../src/page/overlay/face-box.ts';
import {
  boundsOf,
  IDENTITY,
  ontoQuad,
  parseMatrix,
  product,
  quadOf,
  showsBack,
} from '../../../src/page/overlay/matrix.ts';
import { placeBitmap, placeViewed } from '../../../src/page/overlay/object-fit.ts';
import { fractionsOf, intersect, isEmpty, within } from '../../../src/page/overlay/rect.ts';
import { cpuTime } from '../support/cpu-time.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const side = number(0.5, 5000);
const size = fc.record({ width: side, height: side });
const rect = fc.record({ x: number(-3000, 3000), y: number(-3000, 3000), width: side, height: side });

/** Values as style sheets may hold them, and many that no browser would compute. */
const length = fc.oneof(
  number(-300, 300).map((value) => `${value.toFixed(3)}px`),
  number(-200, 200).map((value) => `${value.toFixed(2)}%`),
  fc
    .tuple(fc.integer({ min: -200, max: 200 }), fc.nat(90))
    .map(([share, offset]) => `calc(${share}% - ${offset}px)`),
  fc
    .tuple(fc.constantFrom('min', 'max', 'clamp', 'calc', 'round'), number(-90, 90), number(-90, 90))
    .map(([name, share, offset]) => `${name}(${share}%, ${offset}px + (1px * 2) / 3)`),
  fc.constantFrom('auto', '0px', 'min(10px, 20%)', 'calc(1px', 'calc(', '1e3px', '-0px', ''),
);
const words = fc
  .array(fc.oneof(length, fc.string({ maxLength: 6 })), { maxLength: 5 })
  .map((parts) => parts.join(' '));
const hostileText = fc.oneof(
  words,
  fc.string(),
  fc
    .array(fc.constantFrom('(', ')', ',', '"', '\\', 'url(', 'calc(', 'a', ' ', '1px', '%'))
    .map((parts) => parts.join('')),
);

const areFinite = (place: object) => Object.values(place).every(Number.isFinite);

describe('computed values of any text', () => {
  it('are read, and nothing throws', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(wordsOf(text).every((word) => word !== '')).toBe(true);
        expect(listOf(text).length).toBeLessThanOrEqual(text.length + 1);
        expect(Number.isFinite(parsePosition(text).x(100))).toBe(true);
        expect(Number.isFinite(lengthIn(100, text))).toBe(true);
        expect(parseMatrix(text)).toEqual(IDENTITY);
        for (const image of cssImages(text, 1)) if (image) expect(image.address).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  it('take no time, however long or deep they are', () => {
    const shapes = [
      ' '.repeat(20_000),
      '('.repeat(20_000),
      `${'('.repeat(20_000)}${')'.repeat(20_000)}`,
      '"'.repeat(20_001),
      '\\'.repeat(20_000),
      'a('.repeat(10_000),
      '1'.repeat(20_000),
      `url("${'('.repeat(20_000)}")`,
      'url('.repeat(5_000),
    ];
    const readAll = () => {
      for (const text of shapes) {
        listOf(text);
        wordsOf(text);
        lengthIn(1, text);
        cssImages(text, 1);
        parseMatrix(text);
        placeViewed(`inset(${text})`, { width: 9, height: 9 });
      }
    };
    expect(cpuTime(readAll)).toBeLessThan(3000);
  });
});

describe('the images of a style', () => {
  const address = fc.oneof(
    fc.webUrl(),
    fc.string(),
    fc.base64String().map((data) => `data:image/png;base64,${data}`),
  );
  /** As CSSOM serialises a URL: section 2.1. */
  const written = (url: string) => `url("${url.replace(/["\\]/g, '\\$&')}")`;
  const gradient = fc.constantFrom(
    'none',
    'linear-gradient(red, rgb(1, 2, 3))',
    'linear-gradient(in oklch, color-mix(in srgb, rgb(calc(1 * (2 + 3)), 0, 0) 5%, red), blue)',
    'paint(x, "a,b(")',
  );
  const layer = fc.oneof(
    address.map((url) => ({ text: written(url), address: url === '' ? undefined : url })),
    gradient.map((text) => ({ text, address: undefined })),
    address.map((url) => ({
      text: `image-set(${written(url)} 1x, linear-gradient(red, red) 2x)`,
      address: url,
    })),
  );

  it('are those that stand in it, layer by layer', () => {
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 6 }), (layers) => {
        const computed = layers.map(({ text }) => text).join(', ');
        const found = cssImages(computed, 1);
        expect(found.map((image) => image?.address ?? '')).toEqual(layers.map((each) => each.address ?? ''));
      }),
      { numRuns: 500 },
    );
  });

  it('may be as long as a whole picture', () => {
    const data = `data:image/png;base64,${'A'.repeat(30_000_000)}`;
    expect(cssImages(`none, url("${data}")`, 2)[1]?.address.length).toBe(data.length);
  });
});

describe('a place on the page', () => {
  it('of a picture is finite, whatever the style says', () => {
    const fit = fc.oneof(fc.constantFrom('fill', 'contain', 'cover', 'none', 'scale-down'), fc.string());
    fc.assert(
      fc.property(fit, words, words, size, size, (how, position, viewBox, box, natural) => {
        const placed = placeBitmap(how, position, box, natural);
        expect(areFinite(placed)).toBe(true);
        expect(isEmpty(placed)).toBe(false);
        const viewed = placeViewed(`inset(${viewBox})`, natural);
        expect(areFinite(viewed)).toBe(true);
        expect(isEmpty(viewed)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('of a background is one of few tiles that lie in it', () => {
    const edges = fc.record({
      top: number(0, 60),
      right: number(0, 60),
      bottom: number(0, 60),
      left: number(0, 60),
    });
    const layer = fc.record({
      size: fc.oneof(words, fc.constantFrom('cover', 'contain', 'auto')),
      position: words,
      repeat: fc.constantFrom(
        'repeat',
        'no-repeat',
        'repeat-x',
        'space',
        'round',
        'round space',
        'odd words',
        '',
      ),
      origin: fc.constantFrom('border-box', 'padding-box', 'content-box', ''),
      clip: fc.constantFrom('border-box', 'padding-box', 'content-box', 'text'),
      attachment: fc.constantFrom('scroll', 'fixed', 'local'),
    });
    fc.assert(
      fc.property(layer, size, edges, edges, size, (style, box, border, padding, natural) => {
        const { area, tiles } = placeBackground(style, { size: box, border, padding }, natural);
        expect(tiles.length).toBeLessThanOrEqual(MOST_TILES);
        for (const tile of tiles) {
          expect(areFinite(tile)).toBe(true);
          expect(isEmpty(intersect(tile, area))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of a border image is finite', () => {
    const border = { top: 9, right: 3, bottom: 0, left: 20 };
    const image = fc.record({ slice: words, width: words, outset: words });
    fc.assert(
      fc.property(image, size, size, (style, box, natural) => {
        for (const { area, bitmap } of placeBorderImage(style, box, border, natural)) {
          expect(areFinite(area)).toBe(true);
          expect(areFinite(bitmap)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('goes into another one and comes back', () => {
    fc.assert(
      fc.property(rect, rect, (outer, inner) => {
        const back = within(outer, fractionsOf(outer, inner));
        for (const name of ['x', 'y', 'width', 'height'] as const)
          expect(back[name]).toBeCloseTo(inner[name], 4);
        const face = faceInContent({ x: 0, y: 0, width: 1, height: 1 }, inner);
        for (const name of ['x', 'y', 'width', 'height'] as const)
          expect(face[name]).toBeCloseTo(inner[name], 6);
        const pinch = { scale: 1, offsetLeft: 0, offsetTop: 0 };
        const whole = { x: 0, y: 0, width: outer.width, height: outer.height };
        expect(areaInTab(whole, outer, pinch)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
      }),
    );
  });
});

describe('a matrix', () => {
  const sixteen = fc.array(number(-50, 50), { minLength: 16, maxLength: 16 });

  it('of any numbers shows points somewhere or nowhere', () => {
    fc.assert(
      fc.property(sixteen, rect, (matrix, box) => {
        const quad = quadOf(matrix, box);
        if (quad) expect(areFinite(boundsOf(quad))).toBe(true);
        expect(typeof showsBack(matrix)).toBe('boolean');
        expect(product(matrix, IDENTITY).map((part) => part + 0)).toEqual(matrix.map((part) => part + 0));
      }),
    );
  });

  it('is read as it is written', () => {
    fc.assert(
      fc.property(sixteen, (matrix) => {
        const read = parseMatrix(`matrix3d(${matrix.join(', ')})`);
        read.forEach((part, i) => void expect(part).toBeCloseTo(matrix[i] ?? 0, 6));
      }),
    );
  });

  it('onto any four corners is finite', () => {
    const side = fc.integer({ min: -900, max: 900 });
    const corner = fc.record({ x: side, y: side });
    fc.assert(
      fc.property(size, fc.tuple(corner, corner, corner, corner), (box, quad) => {
        expect(ontoQuad(box, quad).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
