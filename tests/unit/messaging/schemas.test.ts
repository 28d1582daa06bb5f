import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { LineProtocol, Protocol } from '../../../src/messaging/protocol.ts';
import {
  lineSchemas,
  MAX_ADDRESS_LENGTH,
  readOutcomeSchema,
  requestSchemas,
} from '../../../src/messaging/schemas.ts';
import { EXPRESSIONS } from '../../../src/vision/types.ts';

const address = { kind: 'address', url: 'https://news.example/a.jpg', credentials: 'include' };
const readImage = { id: 'frame-1/3', source: address, priority: 'visible' };
const capture = { id: 'a1', area: { x: 0.1, y: 0, width: 0.5, height: 1 } };
const frameState = {
  frame: 'frame-1',
  active: true,
  counts: { seen: 4, read: 2, waiting: 1, failed: 1, faces: 5 },
  expressions: { happiness: 3, neutral: 2 },
};
const face = {
  box: { x: -0.1, y: 0.2, width: 0.3, height: 1.1 },
  region: { x: -0.2, y: 0, width: 0.5, height: 1.3 },
  landmarks: { leftEye: { x: 0, y: 0 }, rightEye: { x: 1, y: 0 }, mouth: { x: 0.5, y: 1 } },
  detectionConfidence: 0.9,
  expression: 'happiness',
  confidence: 0.8,
  uncertain: false,
  scores: { happiness: 0.8, neutral: 0.2 },
};
const reading = {
  width: 640,
  height: 480,
  faces: [face],
  models: { detector: 'd', classifier: 'c' },
  backend: 'wasm',
  timings: { detect: 1, align: 2.5, classify: 3 },
};

const correction = {
  label: 'sadness',
  said: 'neutral',
  uncertain: false,
  scores: { neutral: 0.9, sadness: 0.1 },
  models: { detector: 'd', classifier: 'c' },
};

type Name = keyof Protocol | keyof LineProtocol;
const schemas: Readonly<Record<Name, v.GenericSchema>> = { ...requestSchemas, ...lineSchemas };
const accepts = (name: Name, request: unknown) => v.is(schemas[name], request);

describe('a request', () => {
  it.each<[Name, unknown]>([
    ['readImage', readImage],
    ['readImage', { ...readImage, source: { kind: 'bytes', dataUrl: 'data:image/png;base64,AAAA' } }],
    ['readImage', { ...readImage, source: { kind: 'captured', id: 'a1' }, isFleeting: true }],
    ['captureTab', { requests: [capture] }],
    ['holdCapture', { name: '7 document a1', dataUrl: 'data:image/jpeg;base64,AAAA' }],
    ['cancelRead', { id: 'frame-1/3' }],
    ['reprioritizeRead', { id: 'frame-1/3', priority: 'asked' }],
    ['configureEngine', { backend: 'automatic' }],
    ['engineStatus', undefined],
    ['wakeEngine', undefined],
    ['openViewer', { source: address, name: 'a.jpg', face: { x: 0.5, y: 0.4 } }],
    ['readClickedImage', { src: 'blob:https://news.example/1' }],
    ['readPageNow', undefined],
    ['clearReadings', undefined],
    ['faceCrop', { crops: 'a name', face: 0 }],
    ['blockSite', undefined],
    ['keepCorrection', correction],
    ['facesChanged', undefined],
    ['labelMessages', { language: 'ja' }],
    ['showFace', { expression: 'fear', index: 3 }],
    ['reportState', { images: true }],
    ['frameState', frameState],
    [
      'frameState',
      { ...frameState, images: [{ src: 'a', width: 1, height: 1, status: 'read', faces: [face] }] },
    ],
  ])('"%s" of the right shape is taken', (name, request) => {
    expect(accepts(name, request)).toBe(true);
  });

  it.each<[string, Name, unknown]>([
    [
      'a script for an address',
      'readImage',
      { ...readImage, source: { ...address, url: 'javascript:alert(1)' } },
    ],
    [
      'a file for an address',
      'readImage',
      { ...readImage, source: { ...address, url: 'file:///etc/passwd' } },
    ],
    [
      'an address for bytes',
      'readImage',
      { ...readImage, source: { kind: 'bytes', dataUrl: 'https://a.test/' } },
    ],
    ['an unknown kind of source', 'readImage', { ...readImage, source: { ...address, kind: 'canvas' } }],
    ['other credentials', 'readImage', { ...readImage, source: { ...address, credentials: 'omit' } }],
    ['an unknown priority', 'readImage', { ...readImage, priority: 'urgent' }],
    ['no id', 'readImage', { source: address, priority: 'near' }],
    ['an empty id', 'cancelRead', { id: '' }],
    ['an endless id', 'cancelRead', { id: 'x'.repeat(101) }],
    ['an unknown backend', 'configureEngine', { backend: 'quantum' }],
    [
      'an area beyond the tab',
      'captureTab',
      { requests: [{ ...capture, area: { ...capture.area, width: 2 } }] },
    ],
    ['more captures than one message may ask for', 'captureTab', { requests: Array(9).fill(capture) }],
    ['an address for a capture', 'holdCapture', { name: 'a1', dataUrl: 'https://a.test/' }],
    ['half a place', 'showFace', { expression: 'fear', index: 0.5 }],
    ['no click', 'readClickedImage', undefined],
    ['a negative count', 'frameState', { ...frameState, counts: { ...frameState.counts, seen: -1 } }],
    ['half a face', 'frameState', { ...frameState, expressions: { happiness: 0.5 } }],
    ['an unknown expression', 'frameState', { ...frameState, expressions: { joy: 1 } }],
    ['a request where none belongs', 'wakeEngine', { backend: 'cpu' }],
  ])('with %s is refused (%s)', (_what, name, request) => {
    expect(accepts(name, request)).toBe(false);
  });

  it('with more bytes than the engine takes is refused', () => {
    const dataUrl = `data:,${'x'.repeat(MAX_ADDRESS_LENGTH)}`;
    expect(accepts('readImage', { ...readImage, source: { kind: 'bytes', dataUrl } })).toBe(false);
  });

  it('of any other shape is refused without an exception', () => {
    const withARequest = (Object.keys(schemas) as Name[]).filter((name) => !accepts(name, undefined));
    expect(withARequest).toHaveLength(15);
    fc.assert(
      fc.property(fc.constantFrom(...withARequest), fc.anything(), (name, request) => {
        expect(accepts(name, request)).toBe(false);
      }),
    );
  });
});

describe('an answer of the engine', () => {
  it.each([
    { ok: true, reading },
    { ok: true, reading: { ...reading, faces: [] } },
    { ok: false, failure: 'http', reason: 'The image could not be loaded: 403' },
  ])('of the right shape is taken', (answer) => {
    expect(v.is(readOutcomeSchema, answer)).toBe(true);
  });

  it('may know fewer expressions than all', () => {
    const scores = Object.fromEntries(EXPRESSIONS.slice(0, 7).map((expression) => [expression, 1 / 7]));
    expect(v.is(readOutcomeSchema, { ok: true, reading: { ...reading, faces: [{ ...face, scores }] } })).toBe(
      true,
    );
  });

  it.each([
    undefined,
    { ok: true },
    { ok: false, failure: 'tired', reason: 'no' },
    { ok: false, failure: 'http' },
    { ok: true, reading: { ...reading, backend: 'abacus' } },
    { ok: true, reading: { ...reading, faces: [{ ...face, confidence: 1.2 }] } },
    { ok: true, reading: { ...reading, faces: [{ ...face, confidence: Number.NaN }] } },
  ])('of another shape is refused: %o', (answer) => {
    expect(v.is(readOutcomeSchema, answer)).toBe(false);
  });
});
