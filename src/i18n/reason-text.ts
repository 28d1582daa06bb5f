import type { MessageKey } from './message-keys.ts';
import type { Translator } from './translator.ts';

/** Why there is no reading: the engine's word for it, and its sentence, which is in English. */
export interface Reason {
  readonly failure: keyof typeof REASON_KEYS;
  readonly reason: string;
}

const REASON_KEYS = {
  cancelled: 'reason.cancelled',
  busy: 'reason.busy',
  deadline: 'reason.deadline',
  network: 'reason.network',
  http: 'reason.http',
  'not-an-image': 'reason.notAnImage',
  'damaged-image': 'reason.damagedImage',
  'too-large': 'reason.tooLarge',
  'too-small': 'reason.tooSmall',
  'forbidden-address': 'reason.forbiddenAddress',
  'not-capturable': 'reason.notCapturable',
  engine: 'reason.engine',
} as const satisfies Readonly<Record<string, MessageKey>>;

/**
 * A reason in the person's language. The engine runs where the browser's messages cannot be had and speaks English, with
 * particulars; other languages say what kind of failure it was.
 */
export function reasonText({ failure, reason }: Reason, { language, t }: Translator): string {
  return language === 'en' ? reason : t(REASON_KEYS[failure]);
}
