import type { EngineImageSource, PageImageSource } from '../terms/reading-request.ts';
import { rulesFor, rulesForPerson } from './rules-for.ts';

/** The part of the browser's `runtime.MessageSender` that is looked at; all of it is the browser's own word. */
interface AskingFrame {
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly url?: string | undefined } | undefined;
}

/**
 * What a sender of a message may have fetched: a page's frame what the page might, a page of the extension what the
 * person asks for there.
 */
export function rulesForSender(
  source: Exclude<PageImageSource, { readonly kind: 'captured' }>,
  { origin, url, frameId, tab }: AskingFrame,
  ownOrigin: string,
): EngineImageSource {
  if (source.kind === 'bytes') return source;
  if (origin === ownOrigin) return rulesForPerson(source.url);
  // The browser may not tell a frame's tab's address; then nothing at its top is taken for the frame's own.
  return rulesFor(source, { origin, address: url, top: frameId === 0 ? origin : tab?.url });
}
