import { FETCH_DEADLINE } from './limits.ts';
import { readCapped } from './read-capped.ts';
import { type ImageSource, ReadFailure } from './types.ts';

const WEB = /^https?:$/;

function refuseForbiddenAddress(address: string): void {
  const isFromWeb = URL.canParse(address) && WEB.test(new URL(address).protocol);
  if (!isFromWeb)
    throw new ReadFailure('forbidden-address', 'Mien reads no images from this kind of address.');
}

function responseFor(source: ImageSource, signal: AbortSignal): Promise<Response> {
  if (source.kind === 'bytes') {
    if (!source.dataUrl.startsWith('data:')) refuseForbiddenAddress('');
    return fetch(source.dataUrl, { signal });
  }
  refuseForbiddenAddress(source.url);
  return fetch(source.url, { signal, credentials: source.credentials, referrerPolicy: 'no-referrer' });
}

async function load(source: ImageSource, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await responseFor(source, signal);
  if (!response.ok) {
    await response.body?.cancel();
    throw new ReadFailure('http', `The image could not be loaded: ${response.status}.`);
  }
  return await readCapped(response);
}

function deadline(): ReadFailure {
  return new ReadFailure('deadline', `The image did not load within ${FETCH_DEADLINE / 1000} seconds.`);
}

/**
 * Loads an image file: over http(s) with the credentials that the page itself used, or from a data: address.
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
    throw new ReadFailure('network', 'The image could not be loaded: the connection failed.');
  } finally {
    clearTimeout(timer);
  }
}
