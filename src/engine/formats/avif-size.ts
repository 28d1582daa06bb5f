import { childrenOf, VERSION_BYTES, wholeFile } from './iso-boxes.ts';
import type { ImageSize } from './size-reader.ts';

/**
 * AVIF (AOM, AV1 Image File Format; ISO/IEC 23008-12, 6.5.3): the largest of the `ispe` properties, because a picture
 * made of tiles states the size of the tiles beside its own.
 */
export function avifSize(file: DataView): ImageSize | undefined {
  const [meta] = childrenOf(file, wholeFile(file), 'meta');
  const [properties] = childrenOf(file, meta, 'iprp', VERSION_BYTES);
  const [container] = childrenOf(file, properties, 'ipco');
  const sizes = childrenOf(file, container, 'ispe').map(({ start }) => ({
    width: file.getUint32(start + VERSION_BYTES),
    height: file.getUint32(start + VERSION_BYTES + 4),
  }));
  return sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
}
