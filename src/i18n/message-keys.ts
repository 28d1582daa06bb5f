import type { GeneratedI18nStructure } from '#i18n';

/** Every message of `locales/en.yml` with its placeholders, as @wxt-dev/i18n reads them from that file. */
type Messages = Omit<GeneratedI18nStructure, `@@${string}`>;

/** The forms that a language may have for a count: Unicode CLDR, "Language Plural Rules". */
type PluralCategory = Intl.LDMLPluralRule;

/** A message that is given by its count, such as "3 faces": a group of one text for each plural form. */
export type CountKey = {
  [Key in keyof Messages]: Key extends `${infer Group}.other` ? Group : never;
}[keyof Messages];

/** Any other message. */
export type MessageKey = Exclude<keyof Messages, `${CountKey}.${PluralCategory}`>;

type PlaceholdersOf<Key extends keyof Messages> = Messages[Key] extends {
  namedSubstitutions: readonly (infer Name extends string)[];
}
  ? Name
  : never;

type ValuesFor<Name extends string> = [Name] extends [never]
  ? []
  : [values: Readonly<Record<Name, string | number>>];

/** What a message wants to be told: nothing, or a value for each placeholder. */
export type MessageValues<Key extends MessageKey> = ValuesFor<PlaceholdersOf<Key>>;

/** As `MessageValues`; the count itself is filled in anyway. */
export type CountValues<Key extends CountKey> = ValuesFor<
  Exclude<PlaceholdersOf<`${Key}.other` & keyof Messages>, 'count'>
>;
