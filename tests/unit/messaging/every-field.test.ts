import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  captureOutcomesSchema,
  lineSchemas,
  readOutcomeSchema,
  requestSchemas,
} from '../../../src/messaging/schemas.ts';

const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
const point = { x: 0.5, y: 0.6 };
const face = {
  box,
  region: box,
  landmarks: { leftEye: point, rightEye: point, mouth: point },
  detectionConfidence: 0.9,
  expression: 'fear',
  confidence: 0.8,
  uncertain: true,
  scores: { fear: 0.8, sadness: 0.2 },
};
const models = { detector: 'd', classifier: 'c' };
const reading = {
  width: 640,
  height: 480,
  faces: [face],
  models,
  backend: 'webgl',
  timings: { detect: 1, align: 2, classify: 3 },
};
const image = { src: 'a.png', width: 4, height: 5, status: 'read', faces: [face] };
const frameState = {
  frame: 'f',
  active: false,
  counts: { seen: 5, read: 1, waiting: 2, failed: 2, faces: 3 },
  expressions: { fear: 3 },
  images: [image],
};

/** The value without one of its fields, for each field at any depth; named by the way to it. */
function* withoutOneField(value: unknown, way = ''): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      const { [key]: _left, ...rest } = value as Record<string, unknown>;
      yield [`${way}.${key}`, rest];
    }
    for (const [where, damaged] of withoutOneField(inner, `${way}.${key}`)) {
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[key] = damaged;
      yield [where, Array.isArray(value) ? Object.values(copy) : copy];
    }
  }
}

/** Fields that need not be there: of records by expression, and those that are told on request alone. */
const OPTIONAL = /scores\.\w+$|\.expressions\.\w+$|^\.images$/;

describe('what comes in', () => {
  it.each([
    ['a reading', readOutcomeSchema, { ok: true, reading }],
    ['a failure', readOutcomeSchema, { ok: false, failure: 'http', reason: '404' }],
    ['a captured piece', captureOutcomesSchema, [{ ok: true }]],
    ['a refused capture', captureOutcomesSchema, [{ ok: false, reason: 'no' }]],
    ['a state of a frame', requestSchemas.frameState, frameState],
    ['a wish for captures', requestSchemas.captureTab, { requests: [{ id: 'a', area: box }] }],
    ['a change of priority', lineSchemas.reprioritizeRead, { id: 'a', priority: 'near' }],
    ['a wish to be shown a face', requestSchemas.showFace, { expression: 'anger', index: 0 }],
  ])('%s is taken whole, and not without any of its fields', (_what, schema, whole) => {
    expect(v.is(schema, whole)).toBe(true);
    for (const [where, damaged] of withoutOneField(whole))
      expect(v.is(schema, damaged), `without ${where}`).toBe(OPTIONAL.test(where));
  });

  it.each(['read', 'waiting', 'failed', 'not-read-yet'])('an image may be "%s"', (status) => {
    expect(v.is(requestSchemas.frameState, { ...frameState, images: [{ ...image, status }] })).toBe(true);
  });

  it('what is told of an image beside has its shape, too', () => {
    const of = (more: object) =>
      v.is(requestSchemas.frameState, { ...frameState, images: [{ ...image, ...more }] });
    expect(of({ models, readAt: 7.5, reason: 'no', failure: 'http' })).toBe(true);
    expect(of({ models: { detector: 'd' } })).toBe(false);
    expect(of({ readAt: -1 })).toBe(false);
    // A moment that no table can write down.
    expect(of({ readAt: Date.UTC(9999, 11, 31) })).toBe(true);
    expect(of({ readAt: Date.UTC(10_000, 0) })).toBe(false);
    expect(of({ failure: 'tired' })).toBe(false);
    expect(of({ reason: 7 })).toBe(false);
  });

  it.each([
    [captureOutcomesSchema, []],
    [captureOutcomesSchema, [{ ok: true }, { ok: false, reason: 'no' }]],
  ])('a capture may have any number of pieces', (schema, value) => {
    expect(v.is(schema, value)).toBe(true);
    expect(v.is(schema, [...value, { ok: 'maybe' }])).toBe(false);
  });
});

describe('the address of an image', () => {
  const takes = (url: string) =>
    v.is(requestSchemas.openViewer, {
      source: { kind: 'address', url, credentials: 'include' },
      name: 'a.png',
    });

  it.each(['http://a.test/', 'https://a.test/', 'HTTPS://a.test/'])('may be %s', (url) => {
    expect(takes(url)).toBe(true);
  });

  it.each(['javascript:http://a.test/', 'ftp://a.test/', ' http://a.test/', 'https:/a.test'])(
    'may not be %j',
    (url) => {
      expect(takes(url)).toBe(false);
    },
  );

  it('may have 64 kB and no more', () => {
    const long = (length: number) => 'https://a.test/'.padEnd(length, 'x');
    expect(takes(long(64 * 1024))).toBe(true);
    expect(takes(long(64 * 1024 + 1))).toBe(false);
  });
});

it('24 MB of picture, as base64, may come as bytes', () => {
  const dataUrl = 'data:,'.padEnd(24 * 1024 * 1024 * (4 / 3), 'x');
  const holds = (text: string) => v.is(requestSchemas.holdCapture, { name: 'a', dataUrl: text });
  expect(holds(dataUrl)).toBe(true);
  expect(holds(`${dataUrl}x`)).toBe(false);
});
