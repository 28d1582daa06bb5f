import { describe, expect, it } from 'vitest';
import { bytesOfAddress, bytesOfDrawing, wholeDataUrl } from '../../../src/page/discovery/page-bytes.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { pictureOf } from './support/overlays.ts';

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const forEver = new AbortController().signal;

/** A loaded image whose pixels are those of `data`, under another kind of address. */
async function imageAt(address: string, attributes = ''): Promise<HTMLImageElement> {
  const [image] = await mount(`<img ${attributes} src="${address}">`);
  return image as HTMLImageElement;
}

async function blobAddress(dataUrl: string): Promise<string> {
  return URL.createObjectURL(await (await fetch(dataUrl)).blob());
}

async function colourOf(dataUrl: string): Promise<number[]> {
  const image = await imageAt(dataUrl);
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context?.drawImage(image, 0, 0, 1, 1);
  return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
}

const sizeOf = ({ naturalWidth: width, naturalHeight: height }: HTMLImageElement) => ({ width, height });

const GREEN = () => bitmap(64, 48, WHOLE, 120);

describe('the pixels of an image', () => {
  it.each([
    ['', 'include'],
    ['crossorigin="anonymous"', 'same-origin'],
    ['crossorigin="use-credentials"', 'include'],
  ])(
    'are an address with the cookies of the page where there is one: %s',
    async (attributes, credentials) => {
      const address = new URL('/favicon.svg', location.href).href;
      const image = await imageAt(GREEN(), attributes);
      Object.defineProperty(image, 'currentSrc', { value: address });
      expect(await pictureOf(image).pixels(forEver)).toEqual({ kind: 'address', url: address, credentials });
    },
  );

  it('are the data: address itself', async () => {
    const image = await imageAt(GREEN());
    expect(await pictureOf(image).pixels(forEver)).toEqual({ kind: 'bytes', dataUrl: GREEN() });
  });

  it('are the bytes behind a blob: address', async () => {
    const image = await imageAt(await blobAddress(GREEN()));
    expect(await pictureOf(image).pixels(forEver)).toEqual({ kind: 'bytes', dataUrl: GREEN() });
  });

  it('are painted where the blob: address has been revoked', async () => {
    const address = await blobAddress(GREEN());
    const image = await imageAt(address);
    URL.revokeObjectURL(address);
    const source = await pictureOf(image).pixels(forEver);
    const dataUrl = source.kind === 'bytes' ? source.dataUrl : '';
    expect(await colourOf(dataUrl)).toEqual([0, 255, 0, 255]);
  });

  it('are not waited for once nobody wants them', async () => {
    const image = await imageAt(await blobAddress(GREEN()));
    await expect(pictureOf(image).pixels(AbortSignal.abort())).rejects.toThrow();
  });
});

describe('the bytes of a page', () => {
  it('are refused in a sentence where there are too many', async () => {
    const large = await blobAddress(`data:image/png;base64,${'A'.repeat(28 * 1024 * 1024)}`);
    await expect(bytesOfAddress(large, 'same-origin', forEver)).rejects.toThrow('too large');
    expect(() => wholeDataUrl(`data:image/png,${'A'.repeat(29 * 1024 * 1024)}`)).toThrow('too large');
  });

  it('are refused with the status that the server gave', async () => {
    const missing = new URL('/nothing-here-at-all.png', location.href).href;
    const outcome = bytesOfAddress(missing, 'same-origin', forEver);
    await expect(outcome).rejects.toThrow('The image could not be loaded: 404');
  });

  it('are refused where a canvas is tainted', async () => {
    // A picture inside an SVG with a foreign object taints the canvas as one of another origin does.
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><foreignObject width="50" height="50">
      <p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>`;
    const image = await imageAt(await blobAddress(`data:image/svg+xml,${encodeURIComponent(svg)}`));
    await expect(bytesOfDrawing(image, sizeOf(image))).rejects.toThrow(
      'The browser does not let this image be read.',
    );
  });

  it('of a very large picture are painted smaller', async () => {
    const image = await imageAt(bitmap(5000, 100, WHOLE, 120));
    const painted = await imageAt(await bytesOfDrawing(image, sizeOf(image)));
    expect([painted.naturalWidth, painted.naturalHeight]).toEqual([2048, 41]);
  });
});
