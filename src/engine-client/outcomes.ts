import type { FailureKind, ReadOutcome } from '../messaging/protocol.ts';

export function failed(failure: FailureKind, reason: string): ReadOutcome {
  return { ok: false, failure, reason };
}

export function cancelled(): ReadOutcome {
  return failed('cancelled', 'The image was not waited for.');
}
