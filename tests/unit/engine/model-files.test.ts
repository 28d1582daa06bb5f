import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginLoadingModelFiles } from '../../../src/engine/early-model-files.ts';
import { readModelFile } from '../../../src/engine/read-model-file.ts';
import { KERNELS, NETWORKS } from '../../../src/vision/model-manifest.ts';

const fetched = vi.fn<(url: URL) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(async (url) => new Response(String(url)));
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('location', { origin: 'chrome-extension://mien' });
});

afterEach(() => vi.unstubAllGlobals());

const text = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);

describe('a model file', () => {
  it('is read from the package', async () => {
    expect(text(await readModelFile('a.bin'))).toBe('chrome-extension://mien/models/a.bin');
  });

  it('that cannot be read is named, with the reason', async () => {
    const reason = new TypeError('Failed to fetch');
    fetched.mockRejectedValue(reason);
    const failure = await readModelFile('a.bin').catch((error: Error) => error);
    expect(failure).toMatchObject({ message: 'The model file a.bin could not be read.', cause: reason });
  });
});

describe('the model files, early', () => {
  const names = [...NETWORKS.flatMap(({ graph, weights }) => [graph.name, weights.name]), KERNELS.name];

  it('are all asked for at once, and handed out', async () => {
    const read = beginLoadingModelFiles();
    expect(fetched.mock.calls.map(([url]) => url.pathname).sort()).toEqual(
      names.map((name) => `/models/${name}`).sort(),
    );
    for (const name of names) expect(text(await read(name))).toContain(name);
    expect(fetched).toHaveBeenCalledTimes(names.length);
  });

  it('are loaded anew where they are asked for once more, and where nobody had thought of them', async () => {
    const read = beginLoadingModelFiles();
    await read(KERNELS.name);
    await read(KERNELS.name);
    await read('another.bin');
    expect(fetched).toHaveBeenCalledTimes(names.length + 2);
  });

  it('that fail are told of to who asks, and to nobody before', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    fetched.mockRejectedValue(new TypeError('offline'));
    const read = beginLoadingModelFiles();
    await new Promise((resolve) => setTimeout(resolve, 10));
    await expect(read(KERNELS.name)).rejects.toThrow(KERNELS.name);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
