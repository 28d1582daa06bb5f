import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { PALETTE_TINTS, type Tints } from '../expressions/palettes.ts';
import { tintProperty } from '../expressions/tints.ts';
import { speakExpressionsIn } from '../expressions/words.ts';
import { readMessages } from '../i18n/read-messages.ts';
import { createTranslator } from '../i18n/translator.ts';
import { LABEL_SCALES } from '../settings/label-scales.ts';
import type { Settings } from '../settings/schema.ts';
import { EXPRESSIONS } from '../vision/types.ts';
import { useSettings } from './use-settings.ts';

/** How expressions are to be drawn, where no style sheet can say it. */
export interface Look {
  readonly tints: Tints;
  /** Size of labels, in shares of their usual one. */
  readonly scale: number;
}

/**
 * Gives a page of the extension the colours, the size and the language that the person has chosen for labels, and
 * follows them: as properties of the root element (`--label-scale`, and one of `tintProperty` for each expression) and in
 * the words of expressions.
 */
export function useLook(stored: Settings): Look {
  const { settings } = useSettings({ settings: stored });
  const { palette, labelSize } = settings;
  const tints = PALETTE_TINTS[palette];
  const scale = LABEL_SCALES[labelSize];
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--label-scale', String(scale));
    for (const expression of EXPRESSIONS) style.setProperty(tintProperty(expression), tints[expression]);
  }, [tints, scale]);
  useLabelLanguage(settings.labelLanguage);
  return { tints, scale };
}

/** Has expressions named in this language, and the page drawn anew when that has come. */
function useLabelLanguage(language: Settings['labelLanguage']): void {
  const [, setSpoken] = useState(language);
  useEffect(() => {
    let isWanted = true;
    const messages = language === 'browser' ? Promise.resolve(undefined) : readMessages(language);
    // Where its texts cannot be had, the language of the browser stays.
    void messages
      .catch(() => undefined)
      .then((texts) => {
        if (!isWanted) return;
        speakExpressionsIn(texts && createTranslator((key) => texts[key] ?? ''));
        setSpoken(language);
      });
    return () => {
      isWanted = false;
    };
  }, [language]);
}
