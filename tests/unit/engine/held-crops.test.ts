import { describe, expect, it } from 'vitest';
import { cropText } from '../../../src/engine/crop-text.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { HeldCrops } from '../../../src/engine/held-crops.ts';
import type { WorkerAnswer } from '../../../src/engine/worker-messages.ts';
import type { FaceCrop, Reading } from '../../../src/vision/types.ts';
import { decoded, healthy, type Script, spawnerOf } from './support/scripted-worker.ts';

const crop = (value: number, side = 48): FaceCrop => ({
  side,
  gray: new Uint8ClampedArray(side * side).fill(value),
});

/** A healthy worker that gives what it saw along with each reading. */
const seeing: Script = (request) => {
  const answer = healthy(request);
  if (answer?.type !== 'read') return answer;
  const seen = [crop(7), crop(9)];
  return {
    type: 'read',
    readings: answer.readings.map((reading) => ({ ...reading, seen })),
  } satisfies WorkerAnswer;
};

function makeEngine() {
  const engine = new Engine(
    {
      spawnWorker: spawnerOf(seeing).spawn,
      fetchImage: async (source) =>
        new TextEncoder().encode(source.kind === 'address' ? source.url : source.dataUrl),
      decodeImage: async () => decoded(),
    },
    'wasm',
  );
  let reads = 0;
  const read = async (url: string, isFleeting = false): Promise<Reading> => {
    const outcome = await engine.read({
      id: `read ${reads++}`,
      source: { kind: 'address', url, credentials: 'include', reach: 'anywhere' },
      priority: 'asked',
      isFleeting,
    });
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.reading;
  };
  return { engine, read };
}

describe('what the network saw of a face', () => {
  it('is had by the name that came with its reading, also where that is remembered', async () => {
    const { engine, read } = makeEngine();
    const { crops = '' } = await read('https://a.example/1');
    expect((await read('https://b.example/1')).crops).not.toBe(crops);
    expect((await read('https://a.example/1')).crops).toBe(crops);
    expect(engine.cropOf(crops, 1)?.gray[0]).toBe(9);
    expect(engine.cropOf(crops, 2)).toBeUndefined();
    expect(engine.cropOf('another name', 0)).toBeUndefined();
  });

  it('never goes along with the reading itself', async () => {
    const { read } = makeEngine();
    expect(Object.keys(await read('https://a.example/1'))).not.toContain('seen');
    expect(Object.keys(await read('https://a.example/2', true))).not.toContain('seen');
  });

  it('is not held of a passing moment, nor where nothing is to be remembered', async () => {
    const { engine, read } = makeEngine();
    expect((await read('https://a.example/1', true)).crops).toBeUndefined();
    const { crops = '' } = await read('https://a.example/1');
    engine.limitReadings(0);
    expect(engine.cropOf(crops, 0)).toBeUndefined();
    expect((await read('https://a.example/2')).crops).toBeUndefined();
  });

  it('is forgotten with the readings', async () => {
    const { engine, read } = makeEngine();
    const { crops = '' } = await read('https://a.example/1');
    engine.clearReadings();
    expect(engine.cropOf(crops, 0)).toBeUndefined();
  });

  it('is bounded: of too many, the latest stay', () => {
    const held = new HeldCrops();
    const names = Array.from({ length: 3000 }, (_, index) => held.hold([crop(index % 256)]));
    expect(held.find(names[0] ?? '', 0)).toBeUndefined();
    expect(held.find(names.at(-1) ?? '', 0)?.gray[0]).toBe(2999 % 256);
    const kept = names.filter((name) => held.find(name, 0) !== undefined).length;
    expect(kept).toBeLessThanOrEqual((4 * 1024 * 1024) / (48 * 48));
  });

  it('travels as text', () => {
    const text = cropText(crop(65, 2));
    expect(text).toEqual({ side: 2, gray: btoa('AAAA') });
    expect(cropText(undefined)).toBeNull();
  });
});
