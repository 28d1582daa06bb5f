/**
 * The languages that Mien speaks, by their BCP 47 tags; each has a file in `locales/`. `percent` is what follows a number
 * of percent (Unicode CLDR 44).
 */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', percent: '%' },
  de: { name: 'Deutsch', direction: 'ltr', percent: '\u00a0%' },
  fr: { name: 'Français', direction: 'ltr', percent: '\u202f%' },
  es: { name: 'Español', direction: 'ltr', percent: '\u00a0%' },
  uk: { name: 'Українська', direction: 'ltr', percent: '%' },
  ja: { name: '日本語', direction: 'ltr', percent: '%' },
  ar: { name: 'العربية', direction: 'rtl', percent: '\u200e%\u200e' },
} as const;

export type Language = keyof typeof LANGUAGES;
export type Direction = (typeof LANGUAGES)[Language]['direction'];

export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as readonly Language[];

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}
