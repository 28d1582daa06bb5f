import { PALETTE_TINTS } from '../../expressions/palettes.ts';
import { LABEL_SCALES } from '../../settings/label-scales.ts';
import type { Settings } from '../../settings/schema.ts';

/** The part of the overlay's style that the person chooses: the colours of the expressions, and the size of text. */
export function lookCss({ palette, labelSize }: Pick<Settings, 'palette' | 'labelSize'>): string {
  const tints = Object.entries(PALETTE_TINTS[palette]).map(
    ([expression, tint]) =>
      `[data-expression="${expression}"], [data-tint="${expression}"] { --tint: ${tint}; }`,
  );
  return `.surface { --scale: ${LABEL_SCALES[labelSize]}; }\n${tints.join('\n')}`;
}
