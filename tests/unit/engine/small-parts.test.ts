import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentHash } from '../../../src/engine/content-hash.ts';
import { REDUCED_SIDE, REMEMBERED_FACES } from '../../../src/engine/limits.ts';
import { ReadingCache } from '../../../src/engine/reading-cache.ts';
import { isSoftwareRenderer } from '../../../src/engine/software-renderer.ts';
import { withDeadline } from '../../../src/engine/with-deadline.ts';
import { MAX_SIDE } from '../../../src/vision/pipeline.ts';
import { MODELS, reading } from './support/scripted-worker.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the content hash', () => {
  it('is SHA-256', async () => {
    // FIPS 180-4, the example of "abc".
    expect(await contentHash(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('the cache', () => {
  it('knows a reading by its content and the networks that read it', () => {
    const cache = new ReadingCache();
    cache.set('h', reading(1));
    expect(cache.get('h', MODELS)).toEqual(reading(1));
    expect(cache.get('other', MODELS)).toBeUndefined();
    expect(cache.get('h', { ...MODELS, classifier: 'c2' })).toBeUndefined();
    expect(cache.get('h', { ...MODELS, detector: 'd2' })).toBeUndefined();
  });

  it('keeps the latest where it may remember fewer, and none where it may remember none', () => {
    const cache = new ReadingCache();
    for (const hash of ['a', 'b', 'c']) cache.set(hash, reading(1));
    cache.limit(2);
    expect(['a', 'b', 'c'].map((hash) => cache.get(hash, MODELS) !== undefined)).toEqual([false, true, true]);
    cache.limit(0);
    cache.set('d', reading(1));
    expect(cache.get('d', MODELS)).toBeUndefined();
    cache.limit(1);
    cache.set('e', reading(1));
    expect(cache.get('e', MODELS)).toBeDefined();
  });

  it('remembers fewer of crowds, the latest, and no fewer of pictures without a face', () => {
    const cache = new ReadingCache();
    const crowd = { ...reading(1), faces: Array(200).fill({}) };
    cache.limit(20_000);
    for (let at = 0; at < 300; at += 1) cache.set(`crowd ${at}`, crowd);
    expect(cache.size).toBe(REMEMBERED_FACES / 200);
    expect(cache.get('crowd 299', MODELS)).toBe(crowd);
    for (let at = 0; at < 20_000; at += 1) cache.set(`empty ${at}`, { ...crowd, faces: [] });
    expect(cache.size).toBe(20_000);
  });

  it('tells how many readings it has forgotten', () => {
    const cache = new ReadingCache();
    for (const hash of ['a', 'b']) cache.set(hash, reading(1));
    expect(cache.clear()).toBe(2);
    expect(cache.get('a', MODELS)).toBeUndefined();
    expect(cache.clear()).toBe(0);
  });
});

describe('a software renderer', () => {
  it.each([
    ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', true],
    ['ANGLE (Mesa, llvmpipe (LLVM 15.0.6 256 bits), OpenGL 4.5)', true],
    ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)', true],
    ['Apple Software Renderer', true],
    ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0)', false],
    ['ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)', false],
    ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', false],
  ])('%s: %s', (name, isSoftware) => {
    expect(isSoftwareRenderer(name)).toBe(isSoftware);
  });
});

describe('a deadline', () => {
  it('lets through what comes in time', async () => {
    expect(await withDeadline(Promise.resolve(1), 1000, new Error('late'), () => undefined)).toBe(1);
  });

  it('throws what it was given, and discards what comes later', async () => {
    vi.useFakeTimers();
    const { promise, resolve } = Promise.withResolvers<string>();
    const discarded: string[] = [];
    const late = new Error('late');
    const result = expect(withDeadline(promise, 1000, late, (value) => discarded.push(value))).rejects.toBe(
      late,
    );
    vi.advanceTimersByTime(1000);
    await result;
    resolve('too late');
    await promise;
    expect(discarded).toEqual(['too late']);
  });
});

describe('pictures', () => {
  it('are reduced to what the pipeline wants', () => {
    expect(REDUCED_SIDE).toBe(MAX_SIDE);
  });
});
