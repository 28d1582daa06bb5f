/**
 * The table of `npm run bench` in Node: each library in a process of its own, on Dawn's WebGPU or on WASM.
 * `npm run bench:gpu` calls it; its options are those of `npm run bench`.
 */
import { readOptions } from '../peers/options.ts';
import { runPeers } from '../peers/run-peers.ts';
import { openInNode } from './open-library.ts';

const REMARKS = [
  'Node instead of a browser: pictures are fetched, decoded and reduced to 1,024 pixels before the clock starts',
  'human and face-api get their pictures as tensors; face-api has no WebGPU',
];

await runPeers(readOptions(process.argv.slice(2)), {
  openLibrary: openInNode,
  emptyMemory: async () => undefined,
  pages: '',
  remarks: REMARKS,
});
