import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/engine/content-hash.ts';
import { fetchImage } from '../../../src/engine/fetch-image.ts';
import { LateWork } from '../../../src/engine/late-work.ts';
import { MAX_FILE_BYTES } from '../../../src/engine/limits.ts';
import { readCapped } from '../../../src/engine/read-capped.ts';
import { ReadFailure } from '../../../src/engine/types.ts';
import { flatPng } from '../../corpus/png.ts';

const { signal } = new AbortController();
const png = Uint8Array.from(flatPng(32, 32));

/** A picture with any bytes behind its end. */
const picture = fc.uint8Array({ maxLength: 3000 }).map((tail) => Uint8Array.from([...png, ...tail]));

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return 'none';
  expect(error).toBeInstanceOf(ReadFailure);
  expect((error as ReadFailure).message).toMatch(/^[A-Z].*\.$/);
  expect((error as ReadFailure).message.length).toBeLessThan(200);
  return (error as ReadFailure).kind;
}

describe('a data: address', () => {
  it('gives back the bytes that are in it, however it is written', async () => {
    const types = fc.constantFrom('image/png', 'text/html', '', 'image/png;charset=utf-8', 'x/y;a=b');
    await fc.assert(
      fc.asyncProperty(
        picture,
        types,
        fc.constantFrom('data', 'DATA', 'Data'),
        async (bytes, type, scheme) => {
          const dataUrl = `${scheme}:${type};base64,${base64(bytes)}`;
          const loaded = await fetchImage({ kind: 'bytes', dataUrl }, signal);
          expect(Buffer.from(loaded).equals(Buffer.from(bytes))).toBe(true);
          expect(await contentHash(loaded)).toBe(await contentHash(Uint8Array.from(bytes)));
        },
      ),
    );
  });

  it('of anything else is refused by name', async () => {
    const text = fc.oneof(
      fc.string().map((rest) => `data:${rest}`),
      fc.string().map((rest) => `data:image/png;base64,${rest}`),
      fc.webUrl(),
      fc.string(),
      fc.constantFrom(
        'file:///etc/passwd',
        'javascript:alert(1)',
        'blob:https://x.example/1',
        'data:',
        'data:,',
        '',
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, async (dataUrl) => {
        const failure = await failureOf(fetchImage({ kind: 'bytes', dataUrl }, signal));
        expect(['not-an-image', 'damaged-image', 'forbidden-address']).toContain(failure);
        if (!/^data:/i.test(dataUrl)) expect(failure).toBe('forbidden-address');
      }),
    );
  });
});

describe('an address', () => {
  it('that is not of the web is refused by name, and never asked for', async () => {
    const url = fc.oneof(
      fc.string().filter((text) => !/^\s*https?:/i.test(text)),
      fc.constantFrom(
        'file:///etc/passwd',
        'ftp://x.example/a',
        'chrome://settings',
        'javascript:1',
        'blob:null/1',
      ),
    );
    await fc.assert(
      fc.asyncProperty(url, async (address) => {
        const source = { kind: 'address', url: address, credentials: 'omit', reach: 'anywhere' } as const;
        expect(await failureOf(fetchImage(source, signal))).toBe('forbidden-address');
      }),
    );
  });
});

/** A body that comes in pieces of these lengths, again and again. */
function inPieces(bytes: Uint8Array, lengths: readonly number[]): Response {
  let at = 0;
  let piece = 0;
  const body = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      if (at >= bytes.length) {
        controller.close();
        controller.byobRequest?.respond(0);
        return;
      }
      const length = lengths[piece++ % lengths.length] ?? 1;
      controller.enqueue(Uint8Array.from(bytes.subarray(at, at + length)));
      at += length;
    },
  });
  return new Response(body);
}

describe('a body', () => {
  it('is the same in pieces of any size', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(picture, lengths, async (bytes, pieces) => {
        expect(Buffer.from(await readCapped(inPieces(bytes, pieces))).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is broken off beyond what is taken in, whatever length was promised', async () => {
    for (const promised of [undefined, '5', '-1', 'many', '1e99']) {
      let sent = 0;
      const body = new ReadableStream({
        type: 'bytes',
        pull(controller) {
          const piece = new Uint8Array(1024 * 1024);
          if (sent === 0) piece.set(png);
          sent += piece.length;
          controller.enqueue(piece);
        },
      });
      const headers = promised === undefined ? {} : { 'content-length': promised };
      expect(await failureOf(readCapped(new Response(body, { headers })))).toBe('too-large');
      expect(sent).toBeLessThan(MAX_FILE_BYTES + 4 * 1024 * 1024);
    }
  });
});

describe('work that nobody can stop', () => {
  const late = new ReadFailure('deadline', 'It took too long.');

  it('never goes on in more pieces than that, and room comes back', async () => {
    const works = fc.array(fc.boolean(), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(works, async (hangs) => {
        const decodes = new LateWork(2);
        const ends: (() => void)[] = [];
        const discarded: string[] = [];
        let underWay = 0;
        for (const isHung of hangs) {
          const start = async () => {
            underWay += 1;
            expect(underWay).toBeLessThanOrEqual(3);
            if (isHung) await new Promise<void>((resolve) => ends.push(resolve));
            underWay -= 1;
            return 'done';
          };
          const outcome = await decodes
            .run(start, 3, late, (value) => discarded.push(value))
            .catch((error) => error);
          expect(['done', late]).toContain(outcome);
        }
        expect(ends.length).toBeLessThanOrEqual(2);
        for (const end of ends) end();
        expect(
          await decodes.run(
            async () => 'next',
            100,
            late,
            () => undefined,
          ),
        ).toBe('next');
        expect(discarded).toHaveLength(ends.length);
      }),
      { numRuns: 30 },
    );
  });

  it('that fails late is not heard of any more', async () => {
    const decodes = new LateWork(1);
    const { promise, reject } = Promise.withResolvers<never>();
    await expect(
      decodes.run(
        () => promise,
        2,
        late,
        () => undefined,
      ),
    ).rejects.toBe(late);
    await expect(
      decodes.run(
        async () => 'blocked',
        2,
        late,
        () => undefined,
      ),
    ).rejects.toBe(late);
    reject(new Error('at last'));
    expect(
      await decodes.run(
        async () => 'free',
        100,
        late,
        () => undefined,
      ),
    ).toBe('free');
  });
});
