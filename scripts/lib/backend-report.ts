import type { EngineStatus } from '../../src/messaging/protocol.ts';
import type { BackendChoice } from '../../src/settings/schema.ts';
import { BACKEND_NAMES } from '../../src/ui/backend-names.ts';

/** Which backend the images were read on. */
export function backendLine({ backend }: EngineStatus): string {
  return `Backend: ${backend === undefined ? 'none' : BACKEND_NAMES[backend]}`;
}

/**
 * Why another backend stood in for the one that was forced.
 *
 * @returns undefined where none was forced, where it runs, or where nothing was read and so none was started
 */
export function whyNotAsForced(
  { backend, attempts }: EngineStatus,
  forced: BackendChoice | undefined,
): string | undefined {
  if (forced === undefined || forced === 'automatic') return undefined;
  if (backend === undefined || backend === forced) return undefined;
  const reason = attempts.find((attempt) => attempt.backend === forced)?.reason ?? 'no reason was given.';
  return `${BACKEND_NAMES[forced]} did not run: ${reason}`;
}
