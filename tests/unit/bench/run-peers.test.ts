import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInNode } from '../../../bench/gpu/open-library.ts';
import type { OpenLibrary } from '../../../bench/peers/library-page.ts';
import type { Options } from '../../../bench/peers/options.ts';
import { runPeers } from '../../../bench/peers/run-peers.ts';

const PATIENCE = 60_000;

describe('the bench beside the peers, in Node', () => {
  let out: string;

  beforeEach(async () => {
    out = await mkdtemp(join(tmpdir(), 'mien-run-peers-'));
  });

  afterEach(() => rm(out, { recursive: true }));

  it('measures the libraries that start, and names the one that does not', {
    timeout: PATIENCE,
  }, async () => {
    const options: Options = {
      photos: 'none',
      backend: 'wasm',
      rounds: 1,
      libraries: ['mien', 'human'],
      parts: ['faces'],
      thousand: false,
      out,
    };
    const openLibrary: OpenLibrary = (server, library, ...rest) => {
      if (library === 'human') throw new Error('It is not at home.');
      return openInNode(server, library, ...rest);
    };
    const place = { openLibrary, emptyMemory: async () => undefined, pages: '', remarks: [] };
    await expect(runPeers(options, place)).rejects.toThrow('human: It is not at home.');
    const { conditions, table } = JSON.parse(await readFile(join(out, 'peers.json'), 'utf8'));
    expect(conditions.failures).toEqual(['human: It is not at home.']);
    expect(table['16 in a picture, found']).toEqual({ mien: 16 });
    expect(table['16 in a picture, ms'].mien).toBeGreaterThan(0);
  });

  it('says why a library did not start', { timeout: PATIENCE }, async () => {
    const server = {
      origin: 'http://127.0.0.1:9',
      freshUrl: () => '',
      takeBytesSent: () => 0,
      close: async () => {},
    };
    const opening = openInNode(server, 'mien', 'wasm', 'http://127.0.0.1:9/pictures/none');
    await expect(opening).rejects.toThrow('The process of mien ended with 1.');
  });
});
