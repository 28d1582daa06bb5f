import type { Settings } from './schema.ts';

/** How large labels are drawn, in shares of their usual size. */
export const LABEL_SCALES = { small: 0.85, medium: 1, large: 1.35 } as const satisfies Record<
  Settings['labelSize'],
  number
>;
