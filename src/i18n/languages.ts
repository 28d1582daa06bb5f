/** The languages that Mien speaks, by their BCP 47 tags; each has a file in `locales/`. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  uk: { name: 'Українська', direction: 'ltr' },
  ja: { name: '日本語', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const;

export type Language = keyof typeof LANGUAGES;
export type Direction = (typeof LANGUAGES)[Language]['direction'];

export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as readonly Language[];

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}
