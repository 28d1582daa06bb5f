import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { CRELU_POOL, joinCreluPools } from '../../../src/vision/crelu-pool.ts';
import type { GraphNode } from '../../../src/vision/graph-node.ts';
import { DETECTOR } from '../../../src/vision/model-manifest.ts';

describe('joining the pools of a graph with concatenated ReLU', () => {
  it('finds the two of the detector, and leaves everything else', async () => {
    const file = await readModelFile(DETECTOR.files.graph.name);
    const nodes: readonly GraphNode[] = JSON.parse(new TextDecoder().decode(file)).modelTopology.node;
    const joined = joinCreluPools(nodes).filter((node, index) => node !== nodes[index]);
    expect(joined.map(({ op, input }) => [op, input])).toEqual([
      [CRELU_POOL, ['conv1/batch_norm/FusedBatchNorm']],
      [CRELU_POOL, ['conv2/batch_norm/FusedBatchNorm']],
    ]);
  });

  it('leaves a pool of two different things alone', () => {
    const nodes = [
      { name: 'x', op: 'Placeholder' },
      { name: 'y', op: 'Placeholder' },
      { name: 'negative', op: 'Neg', input: ['y'] },
      { name: 'pair', op: 'ConcatV2', input: ['x', 'negative'] },
      { name: 'pool', op: 'MaxPool', input: ['pair'], attr: { ksize: { list: { i: [1, 3, 3, 1] } } } },
      { name: 'end', op: 'Relu', input: ['pool'] },
    ];
    expect(joinCreluPools(nodes)).toEqual(nodes);
    const same = nodes.map((node) => (node.name === 'negative' ? { ...node, input: ['x'] } : node));
    expect(joinCreluPools(same)[5]?.op).toBe(CRELU_POOL);
  });
});
