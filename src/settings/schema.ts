import * as v from 'valibot';
import { LANGUAGE_TAGS } from '../i18n/languages.ts';
import { BACKEND_CHOICES } from '../terms/reading-request.ts';

export { BACKEND_CHOICES, type BackendChoice } from '../terms/reading-request.ts';

/** `browser` follows the language of the browser. */
export const LABEL_LANGUAGES = ['browser', ...LANGUAGE_TAGS] as const;
export const LABEL_SIZES = ['small', 'medium', 'large'] as const;
/** `colour-safe` is told apart with red-green and blue-yellow blindness too. */
export const PALETTES = ['standard', 'colour-safe'] as const;

export const VIDEO_RATES = [1, 2, 5, 10] as const;

/** More readings than this would cost memory and save nobody time. */
const MOST_REMEMBERED = 20_000;

const hostName = v.pipe(v.string(), v.minLength(1), v.maxLength(253));

/** Broken entries are left out one by one: a site that a person has blocked stays blocked beside them. */
const hostNames = v.pipe(
  v.array(v.unknown()),
  v.transform((hosts) => hosts.filter((host) => v.is(hostName, host))),
  v.readonly(),
);

/**
 * The settings of a person. Every field falls back to its own default when what is stored is broken, so that one bad
 * value never costs the others.
 */
export const settingsSchema = v.object({
  /** The master switch. */
  enabled: v.fallback(v.boolean(), true),
  /** `automatic` reads what is near the viewport; `on-request` only what the person right-clicks or asks for. */
  mode: v.fallback(v.picklist(['automatic', 'on-request']), 'automatic'),
  /** Host names on which nothing is annotated; a rule for `example.org` holds for its subdomains and for frames. */
  blockedHosts: v.fallback(hostNames, []),
  /** Faces whose expression is less probable than this get no badge; 0 to 1. */
  leastConfidence: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  labelStyle: v.fallback(v.picklist(['emoji', 'word', 'both']), 'both'),
  showBoxes: v.fallback(v.boolean(), true),
  labelLanguage: v.fallback(v.picklist(LABEL_LANGUAGES), 'browser'),
  labelSize: v.fallback(v.picklist(LABEL_SIZES), 'medium'),
  palette: v.fallback(v.picklist(PALETTES), 'standard'),
  /** Images of the document: `img`, `svg`, `input` and `embed` elements. */
  readImages: v.fallback(v.boolean(), true),
  /** Images that a style sheet shows. */
  readBackgrounds: v.fallback(v.boolean(), true),
  readCanvases: v.fallback(v.boolean(), true),
  /** Videos while they play; their posters are images. */
  readVideos: v.fallback(v.boolean(), false),
  /** Readings of a video in a second, at most; what the machine gives may be less. */
  videoRate: v.fallback(v.picklist(VIDEO_RATES), 10),
  /** The number of faces on the toolbar button. */
  countOnButton: v.fallback(v.boolean(), true),
  /** Readings that are kept in memory, so that a picture that comes again is not read again. */
  rememberedReadings: v.fallback(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_REMEMBERED)),
    2000,
  ),
  backend: v.fallback(v.picklist(BACKEND_CHOICES), 'automatic'),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = v.parse(settingsSchema, {});

/** Reads whatever is stored; anything that is missing or broken becomes its default. Never throws. */
export function parseSettings(stored: unknown): Settings {
  const isRecord = typeof stored === 'object' && stored !== null && !Array.isArray(stored);
  return v.parse(settingsSchema, isRecord ? stored : {});
}
