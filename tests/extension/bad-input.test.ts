import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUEST_DEADLINE } from '../../src/engine/limits.ts';
import type { ImageSource, ReadOutcome } from '../../src/messaging/protocol.ts';
import { makeCorpus, WHOLE } from '../corpus/corpus.ts';
import { CLASSES, type CorpusImage, type Outcome } from '../corpus/corpus-image.ts';
import { engineLine } from './harness/ask-engine.ts';
import { bytes, photoBytes, useMien } from './harness/index.ts';
import { readMany, type TimedOutcome } from './harness/read-many.ts';
import { type RendererMemory, watchRendererMemory } from './harness/renderer-memory.ts';

/** So many images are handed over at a time: each piece is a message of a few megabytes to the page that asks. */
const PIECE = 150;
/** Megabytes above what the renderers take at the start: the pixels of one large picture, twice, and what V8 has not collected yet. */
const MOST_MORE = 900;
/** Megabytes that may have been added, at the end, to what is taken once the large ones have been read. */
const MOST_KEPT = 150;

const mien = await useMien();
const { site } = mien;
const engine = engineLine(mien.control.page);

interface Answered extends TimedOutcome {
  readonly image: CorpusImage;
}

let corpus: CorpusImage[];
let memory: RendererMemory;
let answered: Answered[] = [];
const taken = { tensors: [] as number[], megabytes: [] as number[], peak: 0 };
const crashes: string[] = [];

/** Every third image comes from a server, which says of it what is not so; the others are handed over as they are. */
function sourceOf({ bytes: content, type }: CorpusImage, index: number): ImageSource {
  if (index % 3 > 0) return { kind: 'bytes', dataUrl: `data:${type};base64,${content.toString('base64')}` };
  const path = `/corpus/${index}`;
  site.route(path, bytes(type === '' ? 'application/octet-stream' : type, content));
  return { kind: 'address', url: site.url(path), credentials: 'include' };
}

const whatCame = (outcome: ReadOutcome): Outcome => (outcome.ok ? 'reading' : outcome.failure);

async function readCorpus(): Promise<void> {
  const watch = memory.watchPeak();
  for (let at = 0; at < corpus.length; at += PIECE) {
    const piece = corpus.slice(at, at + PIECE);
    const answers = await readMany(
      mien.control.page,
      piece.map((image, i) => sourceOf(image, at + i)),
    );
    piece.forEach((image, i) => {
      const answer = answers[i];
      if (answer) answered.push({ image, ...answer });
    });
    taken.tensors.push((await engine.ask('engineAccounts')).tensors?.tensors ?? 0);
    taken.megabytes.push(await memory.now());
  }
  taken.peak = await watch.stop();
}

beforeAll(async () => {
  corpus = await makeCorpus(WHOLE);
  await engine.ask('wakeEngine');
  await engine.readBytes(photoBytes('astronaut.png'));
  memory = await watchRendererMemory(mien.context);
  mien.control.page.on('crash', () => crashes.push('a page'));
  mien.context.browser()?.on('disconnected', () => crashes.push('the browser'));
  taken.tensors.push((await engine.ask('engineAccounts')).tensors?.tensors ?? 0);
  taken.megabytes.push(await memory.now());
  await readCorpus();
}, 400_000);

afterAll(async () => {
  await memory.close();
  answered = [];
});

describe('more than 2,000 images that were made to break the engine', () => {
  it('are each answered, within their deadline', () => {
    expect(corpus.length).toBeGreaterThan(2000);
    expect(answered).toHaveLength(corpus.length);
    const late = answered.filter(({ milliseconds }) => milliseconds > REQUEST_DEADLINE);
    expect(late.map(({ image, milliseconds }) => [image.name, milliseconds])).toEqual([]);
  });

  it.each(CLASSES)('%s: a reading or a reason that was to be expected', (kind) => {
    const some = answered.filter(({ image }) => image.kind === kind);
    expect(some.length).toBeGreaterThan(0);
    const unexpected = some.filter(({ image, outcome }) => !image.outcomes.includes(whatCame(outcome)));
    expect(unexpected.map(({ image, outcome }) => [image.name, outcome])).toEqual([]);
  });

  it('are refused with a sentence that a person can read', () => {
    const reasons = new Set(answered.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.reason])));
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z][\w ,.'()-]{10,110}\.$/);
    expect(reasons.size).toBeGreaterThan(8);
  });

  it('are read as what they are, whatever was said of them', () => {
    for (const { image, outcome } of answered) {
      if (!outcome.ok) continue;
      const { width, height, faces } = outcome.reading;
      expect(Math.min(width, height), image.name).toBeGreaterThanOrEqual(24);
      expect(width * height, image.name).toBeLessThanOrEqual(64_000_000);
      for (const { confidence } of faces) expect(confidence).toBeGreaterThan(0);
    }
  });

  it('bring nothing down: no worker, no document, no browser', async () => {
    expect(crashes).toEqual([]);
    expect((await engine.ask('engineAccounts')).openRequests).toBe(0);
    const status = await engine.ask('engineStatus');
    // A worker that had crashed would stand here as an attempt that failed.
    expect(status).toMatchObject({
      state: 'ready',
      attempts: [{ backend: 'webgpu' }, { backend: 'webgl' }, { backend: 'wasm', outcome: 'running' }],
    });
    const again = await engine.readBytes(Buffer.concat([photoBytes('astronaut.png'), Buffer.from('again')]));
    expect(again.ok && again.reading.faces).toHaveLength(1);
  });

  it('leave no tensor behind, and no memory', () => {
    const [tensorsBefore, ...tensors] = taken.tensors;
    expect(tensorsBefore).toBeGreaterThan(0);
    expect(new Set(tensors)).toEqual(new Set([tensorsBefore]));
    const [before = 0, ...later] = taken.megabytes;
    expect(taken.peak - before).toBeLessThan(MOST_MORE);
    // The large ones come first; from then on nothing may pile up.
    const halfway = later[Math.floor(later.length / 2)] ?? 0;
    expect((later.at(-1) ?? 0) - halfway).toBeLessThan(MOST_KEPT);
    const whole = (megabytes: number) => Math.round(megabytes);
    console.log(
      `memory of all renderers in MB: ${whole(before)} before, ${whole(taken.peak)} at the peak, ${later.map(whole).join(' ')}`,
    );
  });
});
