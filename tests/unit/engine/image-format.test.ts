import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReadableFormat, sniffImageFormat } from '../../../src/engine/formats/image-format.ts';
import { FORMATS, HEADERS } from './support/image-headers.ts';

const text = (content: string) => Uint8Array.from(content, (letter) => letter.charCodeAt(0));

describe('sniffing', () => {
  it.each(FORMATS)('knows %s by its first bytes', (format) => {
    expect(sniffImageFormat(Uint8Array.from(HEADERS[format](300, 200)))).toBe(format);
    expect(isReadableFormat(format)).toBe(true);
  });

  it.each([
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['svg', '\n<?xml version="1.0"?>\n<!-- made by hand --><svg>'],
    ['tiff', 'II\x2a\0\x08'],
    ['heic', '\0\0\0\x18ftypheic\0\0\0\0mif1'],
    ['jpeg-xl', '\xff\x0a\x01'],
  ])('knows %s, which it cannot read', (format, content) => {
    const sniffed = sniffImageFormat(text(content));
    expect(sniffed).toBe(format);
    expect(sniffed && isReadableFormat(sniffed)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['text', 'BMW makes cars, and GIF is a format.'],
    ['a page', '<!doctype html><html><body><svg></svg></body></html>'],
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0isommp42'],
    ['a brand beyond its box', '\0\0\0\x10ftypmp42\0\0\0\0 avif'],
    ['a cursor', '\0\0\x02\0\x01\0'],
    ['a sound', 'RIFF\0\0\0\0WAVEfmt '],
  ])('takes %s for no image', (_what, content) => {
    expect(sniffImageFormat(text(content))).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void sniffImageFormat(bytes)));
  });

  // Looking back over what was looked at would take minutes here, on any machine.
  it('looks once at each byte', () => {
    expect(sniffImageFormat(text(`<${'<!---->'.repeat(200_000)}`))).toBeUndefined();
  }, 10_000);
});
