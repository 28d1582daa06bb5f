import { PALETTE_TINTS } from '../../expressions/palettes.ts';
import type { Settings } from '../../settings/schema.ts';

const SCALES = { small: 0.85, medium: 1, large: 1.35 } as const satisfies Record<
  Settings['labelSize'],
  number
>;

/** The part of the overlay's style that the person chooses: the colours of the expressions, and the size of text. */
export function lookCss({ palette, labelSize }: Pick<Settings, 'palette' | 'labelSize'>): string {
  const tints = Object.entries(PALETTE_TINTS[palette]).map(
    ([expression, tint]) =>
      `[data-expression="${expression}"], [data-tint="${expression}"] { --tint: ${tint}; }`,
  );
  return `.surface { --scale: ${SCALES[labelSize]}; }\n${tints.join('\n')}`;
}
