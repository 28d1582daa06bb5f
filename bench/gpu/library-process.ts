/** A library in a Node process of its own, which is forked by `open-library.ts` and does what that asks. */
import process from 'node:process';
import { reasonOf } from '../../src/web/reason-of.ts';
import { type BenchPage, underTheClock } from '../peers/bench-page.ts';
import type { Library } from '../peers/options.ts';
import type { BackendFlag } from '../peers/readers/reader.ts';
import { type DawnAdapter, startDawn } from './dawn.ts';
import type { Answer, Call, Opened } from './library-messages.ts';
import type { CreateReader } from './readers/create-reader.ts';
import { DecodedPictures } from './readers/pictures.ts';

const CREATE: Readonly<Record<Library, () => Promise<CreateReader>>> = {
  mien: async () => (await import('./readers/mien.ts')).createReader,
  human: async () => (await import('./readers/human.ts')).createReader,
  'face-api-tiny': async () => (await import('./readers/face-api.ts')).createTinyReader,
  'face-api-ssd': async () => (await import('./readers/face-api.ts')).createSsdReader,
};

const [library, backend, origin = '', first = ''] = process.argv.slice(2) as [Library, BackendFlag, string];
const pictures = new DecodedPictures();
process.on('disconnect', () => process.exit());
// The message alone: beside it Node would print a line of the minified program, which is the whole of it.
process.on('uncaughtException', (error) => {
  console.error(`${library}: ${reasonOf(error)}`);
  process.exit(1);
});
const { page, opened } = await open();
process.on('message', (call: Call) => void answer(call));
send(opened);

async function open(): Promise<{ page: BenchPage; opened: Opened }> {
  const before = performance.now();
  await pictures.prepare([first]);
  const decoding = performance.now() - before;
  const adapter: DawnAdapter | undefined = backend === 'webgpu' ? await startDawn() : undefined;
  const create = await CREATE[library]();
  const timed = underTheClock(
    library,
    await create(backend, { origin, wasmFolder: `${origin}/wasm/` }, pictures),
  );
  await timed.readOne(first);
  return { page: timed, opened: { coldStart: performance.now() - decoding, ...(adapter && { adapter }) } };
}

async function answer({ call, method, urls }: Call): Promise<void> {
  try {
    await pictures.prepare(urls);
    const result = await (method === 'readAll' ? page.readAll(urls) : page.readOne(urls[0] ?? ''));
    send({ call, result });
  } catch (error) {
    send({ call, error: reasonOf(error) });
  }
}

function send(message: Opened | Answer): void {
  process.send?.(message);
}
