/**
 * The one place that knows the messaging library: @webext-core/messaging (MIT, by the author of WXT), taken because it
 * types each message, serialises errors, and lets a context without a listener stay silent, so that a page talks to
 * the offscreen document directly.
 */
import { defineExtensionMessaging, type SendMessageOptions } from '@webext-core/messaging';
import type * as v from 'valibot';
import { browser } from 'wxt/browser';
import { checked } from './checked.ts';
import type { Protocol } from './protocol.ts';
import { requestSchemas } from './schemas.ts';

const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();

type MessageName = keyof Protocol & string;
export type RequestOf<N extends MessageName> = Protocol[N] extends (request: infer R) => unknown
  ? R
  : undefined;
export type AnswerOf<N extends MessageName> = Protocol[N] extends (...args: never[]) => infer A ? A : never;

export type Sender = chrome.runtime.MessageSender;

/** Who may send a message: a content script of ours, or a page of the extension itself. */
export type SenderRule = 'content-script' | 'extension-page' | 'any-of-ours';

/** True where the browser says that the message comes from this extension and from the kind of context allowed. */
export function isAllowedSender(sender: Sender, rule: SenderRule, ownId: string, ownOrigin: string): boolean {
  if (sender.id !== ownId) return false;
  const fromExtensionPage = sender.origin === ownOrigin || (sender.url?.startsWith(`${ownOrigin}/`) ?? false);
  if (rule === 'any-of-ours') return true;
  return rule === 'extension-page' ? fromExtensionPage : !fromExtensionPage && sender.tab !== undefined;
}

/** A name that a sender gave, made its own: two tabs may give the same, and neither may speak of the other's. */
export function ownedName(sender: Sender, name: string): string {
  return `${sender.tab?.id ?? 'extension'} ${sender.documentId ?? ''} ${name}`;
}

/**
 * Answers a message until `signal` aborts. A message of the wrong shape or from the wrong sender is answered with an
 * error and never reaches `answer`.
 */
export function answerMessage<N extends MessageName>(
  name: N,
  rule: SenderRule,
  signal: AbortSignal,
  answer: (request: RequestOf<N>, sender: Sender) => AnswerOf<N> | Promise<AnswerOf<N>>,
): void {
  if (signal.aborted) return;
  const schema: v.GenericSchema = requestSchemas[name];
  const ownOrigin = browser.runtime.getURL('').replace(/\/$/, '');
  const stop = onMessage(name, ((message: { data: unknown; sender: Sender }) => {
    if (!isAllowedSender(message.sender, rule, browser.runtime.id, ownOrigin)) {
      throw new Error(`Mien does not answer "${name}" from this sender.`);
    }
    const request = checked(schema, message.data ?? undefined, name);
    return answer(request as RequestOf<N>, message.sender);
  }) as never);
  signal.addEventListener('abort', stop, { once: true });
}

/**
 * Sends a message to the extension, or to the frames of a tab where `to` says which. Rejects when nobody answers and
 * when the answer is an error.
 */
export function send<N extends MessageName>(
  name: N,
  request: RequestOf<N>,
  to?: number | SendMessageOptions,
): Promise<AnswerOf<N>> {
  return (sendMessage as (name: string, data: unknown, to?: unknown) => Promise<AnswerOf<N>>)(
    name,
    request,
    to,
  );
}
