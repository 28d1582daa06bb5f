/**
 * Mien's engine beside @vladmandic/human and @vladmandic/face-api in one real Chromium: the same photos, the same backend,
 * each library set up for faces and expressions alone. `npm run bench -- --help` tells the options.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyMemory, openLibrary } from './browser.ts';
import { buildPages } from './build-pages.ts';
import { readOptions } from './options.ts';
import { runPeers } from './run-peers.ts';

const options = readOptions(process.argv.slice(2));
const pages = await mkdtemp(join(tmpdir(), 'mien-bench-'));
await buildPages(pages);
const remarks = options.backend === 'wasm' ? [] : ['on a machine without a GPU: in software'];
try {
  await runPeers(options, { openLibrary, emptyMemory: () => emptyMemory(options.backend), pages, remarks });
} finally {
  await rm(pages, { recursive: true });
}
