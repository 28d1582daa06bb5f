import * as v from 'valibot';
import { newCorrectionSchema } from '../corrections/correction.ts';
import { LANGUAGE_TAGS } from '../i18n/languages.ts';
import { BACKEND_CHOICES, FAILURE_KINDS, PRIORITIES } from '../terms/reading-request.ts';
import { BACKENDS, EXPRESSIONS } from '../vision/types.ts';
import { LAST_MOMENT } from '../web/last-moment.ts';
import { type LineProtocol, PAGE_PARTS, type Protocol } from './protocol.ts';

/** The longest address or data URL that is taken in: 24 MB of picture as base64. */
export const MAX_ADDRESS_LENGTH = 32 * 1024 * 1024;

/** Pieces of one captured tab that a frame may ask for at once. */
export const MOST_CAPTURED_AT_ONCE = 8;

/** One check in place of a pipe of several: the answers to a page of pictures are thousands of numbers. */
function numberThat(isRight: (value: number) => boolean) {
  return v.custom<number>((value) => typeof value === 'number' && isRight(value));
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const priority = v.picklist(PRIORITIES);
const nothing = v.optional(v.null());
const count = numberThat((value) => Number.isInteger(value) && value >= 0);
const fraction = numberThat((value) => value >= 0 && value <= 1);
const point = v.object({ x: v.number(), y: v.number() });

const dataUrl = v.pipe(v.string(), v.maxLength(MAX_ADDRESS_LENGTH), v.startsWith('data:'));

const ownSource = v.variant('kind', [
  v.object({
    kind: v.literal('address'),
    url: v.pipe(v.string(), v.maxLength(64 * 1024), v.regex(/^https?:\/\//i)),
    credentials: v.picklist(['include', 'same-origin']),
  }),
  v.object({ kind: v.literal('bytes'), dataUrl }),
]);
const source = v.variant('kind', [ownSource, v.object({ kind: v.literal('captured'), id })]);

const box = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
const area = v.object({ x: fraction, y: fraction, width: fraction, height: fraction });

const face = v.object({
  box,
  region: box,
  landmarks: v.object({ leftEye: point, rightEye: point, mouth: point }),
  detectionConfidence: fraction,
  expression: v.picklist(EXPRESSIONS),
  confidence: fraction,
  uncertain: v.boolean(),
  scores: v.record(v.picklist(EXPRESSIONS), fraction),
});

const timing = numberThat((value) => value >= 0);
const moment = numberThat((value) => value >= 0 && value <= LAST_MOMENT);

const models = v.object({ detector: v.string(), classifier: v.string() });

const reading = v.object({
  width: count,
  height: count,
  faces: v.array(face),
  models,
  backend: v.picklist(BACKENDS),
  timings: v.object({ detect: timing, align: timing, classify: timing }),
  crops: v.optional(id),
  isAnimated: v.optional(v.boolean()),
});

const imageRecord = v.object({
  src: v.string(),
  width: count,
  height: count,
  status: v.picklist(['read', 'waiting', 'failed', 'not-read-yet']),
  reason: v.optional(v.string()),
  failure: v.optional(v.picklist(FAILURE_KINDS)),
  faces: v.array(face),
  models: v.optional(models),
  readAt: v.optional(moment),
});

/** What must come in over a line. */
export const lineSchemas = {
  readImage: v.object({ id, source, priority, isFleeting: v.optional(v.boolean()) }),
  cancelRead: v.object({ id }),
  reprioritizeRead: v.object({ id, priority }),
} satisfies Record<keyof LineProtocol, v.GenericSchema>;

/** What each message must look like when it comes in. */
export const requestSchemas = {
  holdCapture: v.object({ name: v.pipe(v.string(), v.maxLength(300)), dataUrl }),
  captureTab: v.object({
    requests: v.pipe(v.array(v.object({ id, area })), v.minLength(1), v.maxLength(MOST_CAPTURED_AT_ONCE)),
  }),
  configureEngine: v.object({
    backend: v.picklist(BACKEND_CHOICES),
    rememberedReadings: v.optional(count),
  }),
  faceCrop: v.object({ crops: id, face: count }),
  clearReadings: nothing,
  engineStatus: nothing,
  engineAccounts: nothing,
  wakeEngine: nothing,
  openViewer: v.object({
    source: ownSource,
    name: v.pipe(v.string(), v.maxLength(64 * 1024)),
    face: v.optional(point),
  }),
  blockSite: nothing,
  keepCorrection: newCorrectionSchema,
  bringPart: v.object({ part: v.picklist(PAGE_PARTS) }),
  labelMessages: v.object({ language: v.picklist(LANGUAGE_TAGS) }),
  facesChanged: nothing,
  readClickedImage: v.object({ src: v.pipe(v.string(), v.maxLength(MAX_ADDRESS_LENGTH)) }),
  readClickedVideo: nothing,
  readPageNow: nothing,
  showFace: v.object({ expression: v.picklist(EXPRESSIONS), index: count }),
  reportState: v.object({ images: v.boolean() }),
  frameState: v.object({
    frame: id,
    active: v.boolean(),
    counts: v.object({ seen: count, read: count, waiting: count, failed: count, faces: count }),
    expressions: v.record(v.picklist(EXPRESSIONS), count),
    images: v.optional(v.array(imageRecord)),
  }),
} satisfies Record<keyof Protocol, v.GenericSchema>;

/** What the engine answers to `readImage`; anything else is a failure. */
export const readOutcomeSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), reading }),
  v.object({ ok: v.literal(false), failure: v.picklist(FAILURE_KINDS), reason: v.string() }),
]);

/** What the background answers to `captureTab`. */
export const captureOutcomesSchema = v.array(
  v.variant('ok', [
    v.object({ ok: v.literal(true) }),
    v.object({ ok: v.literal(false), reason: v.string() }),
  ]),
);
