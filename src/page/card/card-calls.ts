import type { AnswerOf, RequestOf } from '../../messaging/messenger.ts';

type CardMessage = 'faceCrop' | 'openViewer' | 'blockSite' | 'keepCorrection';

/** What the card needs of the extension around the page script. */
export interface CardCalls {
  send<N extends CardMessage>(name: N, request: RequestOf<N>): Promise<AnswerOf<N>>;
  /** Of this window nothing is to be kept. */
  readonly isPrivate: boolean;
}
