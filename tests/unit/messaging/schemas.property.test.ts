import fc from 'fast-check';
import type * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../../src/i18n/languages.ts';
import { checked } from '../../../src/messaging/checked.ts';
import { type LineProtocol, PAGE_PARTS, type Protocol } from '../../../src/messaging/protocol.ts';
import {
  captureOutcomesSchema,
  lineSchemas,
  readOutcomeSchema,
  requestSchemas,
} from '../../../src/messaging/schemas.ts';
import { BACKEND_CHOICES, FAILURE_KINDS, PRIORITIES } from '../../../src/terms/reading-request.ts';
import { BACKENDS, EXPRESSIONS } from '../../../src/vision/types.ts';
import { LAST_MOMENT } from '../../../src/web/last-moment.ts';
import { broken, HUGE, hostileValue, isPolluted, polluted } from '../support/hostile.ts';

const id = fc.string({ minLength: 1, maxLength: 100 });
const count = fc.nat();
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const point = fc.record({ x: number, y: number });
const box = fc.record({ x: number, y: number, width: number, height: number });
const dataUrl = fc.base64String().map((base64) => `data:image/png;base64,${base64}`);
const priority = fc.constantFrom(...PRIORITIES);
const nothing = fc.constantFrom(undefined, null);
const scores = fc.dictionary(fc.constantFrom(...EXPRESSIONS), fraction);

const ownSource = fc.oneof(
  fc.record({
    kind: fc.constant('address'),
    url: fc.webUrl(),
    credentials: fc.constantFrom('include', 'same-origin'),
  }),
  fc.record({ kind: fc.constant('bytes'), dataUrl }),
);
const source = fc.oneof(ownSource, fc.record({ kind: fc.constant('captured'), id }));
const face = fc.record({
  box,
  region: box,
  landmarks: fc.record({ leftEye: point, rightEye: point, mouth: point }),
  detectionConfidence: fraction,
  expression: fc.constantFrom(...EXPRESSIONS),
  confidence: fraction,
  uncertain: fc.boolean(),
  scores,
});
const models = fc.record({ detector: fc.string(), classifier: fc.string() });
const timing = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const reading = fc.record({
  width: count,
  height: count,
  faces: fc.array(face, { maxLength: 3 }),
  models,
  backend: fc.constantFrom(...BACKENDS),
  timings: fc.record({ detect: timing, align: timing, classify: timing }),
});
const imageRecord = fc.record(
  {
    src: fc.string(),
    width: count,
    height: count,
    status: fc.constantFrom('read', 'waiting', 'failed', 'not-read-yet'),
    faces: fc.array(face, { maxLength: 2 }),
    reason: fc.string(),
    failure: fc.constantFrom(...FAILURE_KINDS),
    models,
    readAt: fc.double({ min: 0, max: LAST_MOMENT, noNaN: true }),
  },
  { requiredKeys: ['src', 'width', 'height', 'status', 'faces'] },
);

/** Sound requests of every message there is. A message that is missing here does not compile. */
const SOUND: Readonly<Record<keyof Protocol | keyof LineProtocol, fc.Arbitrary<unknown>>> = {
  readImage: fc.record(
    { id, source, priority, isFleeting: fc.boolean() },
    { requiredKeys: ['id', 'source', 'priority'] },
  ),
  cancelRead: fc.record({ id }),
  reprioritizeRead: fc.record({ id, priority }),
  holdCapture: fc.record({ name: fc.string({ maxLength: 300 }), dataUrl }),
  captureTab: fc.record({
    requests: fc.array(
      fc.record({ id, area: fc.record({ x: fraction, y: fraction, width: fraction, height: fraction }) }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
  configureEngine: fc.record(
    { backend: fc.constantFrom(...BACKEND_CHOICES), rememberedReadings: count },
    { requiredKeys: ['backend'] },
  ),
  faceCrop: fc.record({ crops: id, face: count }),
  clearReadings: nothing,
  engineStatus: nothing,
  engineAccounts: nothing,
  wakeEngine: nothing,
  facesChanged: nothing,
  readClickedVideo: nothing,
  readPageNow: nothing,
  openViewer: fc.record(
    { source: ownSource, name: fc.string(), face: point },
    { requiredKeys: ['source', 'name'] },
  ),
  blockSite: nothing,
  keepCorrection: fc.record(
    {
      label: fc.constantFrom(...EXPRESSIONS),
      said: fc.constantFrom(...EXPRESSIONS),
      uncertain: fc.boolean(),
      scores,
      models: fc.record({
        detector: fc.string({ maxLength: 100 }),
        classifier: fc.string({ maxLength: 100 }),
      }),
      crop: dataUrl,
    },
    { requiredKeys: ['label', 'said', 'uncertain', 'scores', 'models'] },
  ),
  bringPart: fc.record({ part: fc.constantFrom(...PAGE_PARTS) }),
  labelMessages: fc.record({ language: fc.constantFrom(...LANGUAGE_TAGS) }),
  readClickedImage: fc.record({ src: fc.string() }),
  showFace: fc.record({ expression: fc.constantFrom(...EXPRESSIONS), index: count }),
  reportState: fc.record({ images: fc.boolean() }),
  frameState: fc.record(
    {
      frame: id,
      active: fc.boolean(),
      counts: fc.record({ seen: count, read: count, waiting: count, failed: count, faces: count }),
      expressions: fc.dictionary(fc.constantFrom(...EXPRESSIONS), count),
      images: fc.array(imageRecord, { maxLength: 2 }),
    },
    { requiredKeys: ['frame', 'active', 'counts', 'expressions'] },
  ),
};

const outcome = fc.oneof(
  fc.record({ ok: fc.constant(true), reading }),
  fc.record({ ok: fc.constant(false), failure: fc.constantFrom(...FAILURE_KINDS), reason: fc.string() }),
);
const captureOutcomes = fc.array(
  fc.oneof(fc.constant({ ok: true }), fc.record({ ok: fc.constant(false), reason: fc.string() })),
);

const REQUESTS = { ...requestSchemas, ...lineSchemas };
type Schema = v.GenericSchema;
const EVERY: readonly (readonly [string, Schema, fc.Arbitrary<unknown>])[] = [
  ...(Object.keys(SOUND) as (keyof typeof SOUND)[]).map(
    (name) => [name, REQUESTS[name], SOUND[name]] as const,
  ),
  ['the answer to readImage', readOutcomeSchema, outcome],
  ['the answer to captureTab', captureOutcomesSchema, captureOutcomes],
];

/** What `checked` makes of a value: never anything but the value itself, cleaned, or an error of ours. */
function verdict(schema: Schema, value: unknown): unknown {
  try {
    return { taken: checked(schema, value, 'message') };
  } catch (error) {
    expect((error as Error).message).toMatch(/^Mien got a malformed "message": /);
    // It is sent back, shown and kept: never with all that came in.
    expect((error as Error).message.length).toBeLessThan(500);
    return 'refused';
  }
}

/** As the browser carries it. */
const carried = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

afterAll(() => expect(isPolluted()).toBe(false));

describe.each(EVERY)('%s', (_name, schema, sound) => {
  it('is taken as it was sent', () => {
    fc.assert(
      fc.property(sound, (request) => {
        const sent = carried(request);
        expect(verdict(schema, sent)).toEqual({ taken: sent });
      }),
    );
  });

  it('is taken without what nobody asked for', () => {
    fc.assert(
      fc.property(sound, polluted, fc.string(), (request, evil, key) => {
        if (typeof request !== 'object' || request === null || Array.isArray(request)) {
          expect(verdict(schema, evil)).toBe('refused');
          return;
        }
        // JSON makes a key of its own of "__proto__", where a literal would set the prototype.
        const text = `{"__proto__": ${JSON.stringify(evil)}, ${JSON.stringify(`${key}?`)}: 1, ${JSON.stringify(request).slice(1)}`;
        expect(verdict(schema, JSON.parse(text))).toEqual({ taken: carried(request) });
      }),
    );
  });

  it('is refused by name in any other shape, and nothing else happens', () => {
    fc.assert(
      fc.property(hostileValue, (value) => {
        const made = verdict(schema, value);
        // What is taken is of the right shape, and is taken again.
        if (made !== 'refused') expect(verdict(schema, (made as { taken: unknown }).taken)).toEqual(made);
      }),
      { numRuns: 60 },
    );
  });

  it('with one broken field is refused, or cleaned', () => {
    fc.assert(
      fc.property(
        sound.chain((value) => broken(value as object)),
        (value) => {
          const made = verdict(schema, value);
          if (made !== 'refused') expect(verdict(schema, (made as { taken: unknown }).taken)).toEqual(made);
        },
      ),
      { numRuns: 100 },
    );
  });
});

it.each(EVERY)('%s of a text without end is refused in few words', (_name, schema) => {
  expect(verdict(schema, HUGE)).toBe('refused');
  expect(verdict(schema, { [HUGE]: HUGE, kind: HUGE, id: HUGE, source: HUGE, name: HUGE })).toBe('refused');
});

it('every message is tried here', () => {
  expect(Object.keys(SOUND).sort()).toEqual(Object.keys(REQUESTS).sort());
});
