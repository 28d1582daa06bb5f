import { FETCH_DEADLINE } from './limits.ts';
import { readCapped } from './read-capped.ts';
import { type AddressSource, type ImageSource, type Reach, ReadFailure } from './types.ts';

const WEB = /^https?:$/;

function refuseForbiddenAddress(address: string): void {
  const isFromWeb = URL.canParse(address) && WEB.test(new URL(address).protocol);
  if (!isFromWeb)
    throw new ReadFailure('forbidden-address', 'Mien reads no images from this kind of address.');
}

/** What Chromium 142 and later knows: the request fails where it, or what it is redirected to, lies in another network. */
type Wish = RequestInit & { readonly targetAddressSpace?: 'public' | 'local' };

/**
 * By the real address of each hop, so that neither a redirect nor a name can lead into a less public network. A browser
 * that keeps no fetch from any (Firefox) is let follow no redirect.
 */
const NETWORKS: Record<Reach, readonly Wish[]> =
  'targetAddressSpace' in Request.prototype
    ? {
        public: [{ targetAddressSpace: 'public' }],
        local: [{ targetAddressSpace: 'public' }, { targetAddressSpace: 'local' }],
        anywhere: [{}],
      }
    : { public: [{ redirect: 'error' }], local: [{ redirect: 'error' }], anywhere: [{}] };

async function fetchWithin(reach: Reach, url: string, wish: RequestInit): Promise<Response> {
  let failure: unknown;
  for (const network of NETWORKS[reach]) {
    try {
      return await fetch(url, { ...wish, ...network, referrerPolicy: 'no-referrer' } as Wish);
    } catch (error) {
      wish.signal?.throwIfAborted();
      failure = error;
    }
  }
  throw failure;
}

/** Cookies go to the address itself alone: a redirect could lead to any site, and take that site's along. */
async function fetchAddress({ url, credentials, reach }: AddressSource, signal: AbortSignal) {
  if (credentials === 'include') {
    const response = await fetchWithin(reach, url, { signal, credentials, redirect: 'manual' });
    if (!isRedirect(response)) return { response, isWithheld: false };
    await response.body?.cancel();
  }
  const response = await fetchWithin(reach, url, { signal, credentials: 'omit' });
  return { response, isWithheld: credentials !== 'omit' };
}

/** Browsers hide where it leads; Node tells its status. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

async function fetchSource(source: ImageSource, signal: AbortSignal) {
  if (source.kind === 'address') {
    refuseForbiddenAddress(source.url);
    return await fetchAddress(source, signal);
  }
  if (!/^data:/i.test(source.dataUrl)) refuseForbiddenAddress('');
  return { response: await fetch(source.dataUrl, { signal }), isWithheld: false };
}

async function load(source: ImageSource, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const { response, isWithheld } = await fetchSource(source, signal);
  if (!response.ok) {
    await response.body?.cancel();
    throw new ReadFailure('http', `The image could not be loaded: ${response.status}.`);
  }
  return await readCapped(response).catch((error: unknown) => {
    throw isWithheld && isNoImage(error) ? refusedWithoutCookies() : error;
  });
}

function isNoImage(error: unknown): boolean {
  return error instanceof ReadFailure && error.kind === 'not-an-image';
}

/** Sites answer a stranger with a page that asks for a name and a password. */
function refusedWithoutCookies(): ReadFailure {
  return new ReadFailure('http', 'The image could not be loaded: it is not given out without cookies.');
}

function deadline(): ReadFailure {
  return new ReadFailure('deadline', `The image did not load within ${FETCH_DEADLINE / 1000} seconds.`);
}

/**
 * Loads an image file: over http(s) under the rules that come with the address, or from a data: address.
 *
 * @throws ReadFailure with a sentence for the person; the signal's reason where it is aborted
 */
export async function fetchImage(source: ImageSource, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(deadline()), FETCH_DEADLINE);
  try {
    return await load(source, AbortSignal.any([signal, timeout.signal]));
  } catch (error) {
    signal.throwIfAborted();
    timeout.signal.throwIfAborted();
    if (error instanceof ReadFailure) throw error;
    if (source.kind === 'bytes') throw new ReadFailure('damaged-image', "The image's address is damaged.");
    throw new ReadFailure('network', 'The image could not be loaded: the connection failed.');
  } finally {
    clearTimeout(timer);
  }
}
