import * as v from 'valibot';
import { BACKEND_CHOICES } from '../terms/reading-request.ts';

export { BACKEND_CHOICES, type BackendChoice } from '../terms/reading-request.ts';

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
  backend: v.fallback(v.picklist(BACKEND_CHOICES), 'automatic'),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = v.parse(settingsSchema, {});

/** Reads whatever is stored; anything that is missing or broken becomes its default. Never throws. */
export function parseSettings(stored: unknown): Settings {
  const isRecord = typeof stored === 'object' && stored !== null && !Array.isArray(stored);
  return v.parse(settingsSchema, isRecord ? stored : {});
}
