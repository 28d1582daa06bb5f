import type { AddressSource, EngineImageSource, PageImageSource } from '../terms/reading-request.ts';
import { isLoopback, reachOf } from './address-space.ts';

/** The page that shows an image, in the browser's own word: none of it is what a page says of itself. */
export interface Asker {
  /** Origin of the frame, which is none of its address where it is sandboxed. */
  readonly origin: string | undefined;
  /** Address of the frame. */
  readonly address: string | undefined;
  /** Address or origin of the page at the top of the tab. */
  readonly top: string | undefined;
}

/** For an address that the person gave: as in a tab of its own. One that holds the bytes itself is not fetched. */
export function rulesForPerson(url: string): EngineImageSource {
  if (/^data:/i.test(url)) return { kind: 'bytes', dataUrl: url };
  return { kind: 'address', url, credentials: 'include', reach: 'anywhere' };
}

/**
 * Under which rules an image is fetched for a page: with no more rights than the page's own request had. An extension
 * that may reach every host sends `SameSite` cookies to all of them, is asked nothing before it reaches into the local
 * network, and may speak in the clear; a page may not. Pure.
 */
export function rulesFor(
  { url, credentials }: Extract<PageImageSource, { readonly kind: 'address' }>,
  { origin, address, top }: Asker,
): AddressSource {
  const frame = parsed(origin);
  // A frame without a place of its own (sandboxed, `data:`, `srcdoc`) lies in the network of the page around it.
  const place = [frame, parsed(address), parsed(top)].find((url) => url?.hostname);
  const image = upgraded(parsed(url), place);
  const reach = place ? reachOf(place.hostname) : 'public';
  const settle = (settled: AddressSource['credentials']): AddressSource => ({
    kind: 'address',
    url: image?.href ?? url,
    credentials: settled,
    reach,
  });
  if (credentials === 'same-origin' && image?.origin !== frame?.origin) return settle('omit');
  return settle(isOwn(image, frame) && isOwn(image, parsed(top)) ? 'include' : 'withheld');
}

function parsed(address: string | undefined): URL | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
}

/** A secure page's images are asked for securely, whatever their address says: Mixed Content, section 4.1. */
function upgraded(image: URL | undefined, page: URL | undefined): URL | undefined {
  const isMixed = page?.protocol === 'https:' && image?.protocol === 'http:' && !isLoopback(image.hostname);
  if (isMixed) image.protocol = 'https:';
  return image;
}

/**
 * Whether an address lies on the page's own host, or below it: then the browser holds both for one site, and sends it all
 * cookies. It does so for the neighbours of a host too; but which those are only a list of all public suffixes tells, which
 * is older than the browser's the day after it is packed.
 */
function isOwn(image: URL | undefined, page: URL | undefined): boolean {
  if (!image || !page || image.protocol !== page.protocol) return false;
  const { hostname } = page;
  return image.hostname === hostname || (hostname.includes('.') && image.hostname.endsWith(`.${hostname}`));
}
