import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import type { GraphNode } from '../../../src/vision/graph-node.ts';
import { LANDMARKS } from '../../../src/vision/model-manifest.ts';
import { joinSeparableBlocks, SEPARABLE_BLOCK } from '../../../src/vision/separable-block.ts';

async function landmarkNodes(): Promise<readonly GraphNode[]> {
  const file = await readModelFile(LANDMARKS.files.graph.name);
  return JSON.parse(new TextDecoder().decode(file)).modelTopology.node;
}

describe('joining the separable blocks of a graph', () => {
  it('finds the sixteen of the landmark network, and leaves everything else', async () => {
    const nodes = await landmarkNodes();
    const joined = joinSeparableBlocks(nodes);
    expect(joined.map(({ name }) => name)).toEqual(nodes.map(({ name }) => name));
    const blocks = joined.filter(({ op }) => op === SEPARABLE_BLOCK);
    expect(blocks).toHaveLength(16);
    expect(joined.filter((node, index) => node !== nodes[index])).toEqual(blocks);
  });

  it('takes the shortcut before it is filled up with channels', async () => {
    const nodes = await landmarkNodes();
    const pads = new Set(nodes.filter(({ op }) => op === 'Pad').map(({ name }) => name));
    for (const { op, input = [] } of joinSeparableBlocks(nodes)) {
      if (op === SEPARABLE_BLOCK) expect(pads.has(input[4] ?? '')).toBe(false);
    }
  });

  it('leaves a sum of two other things alone', () => {
    const nodes = [
      { name: 'a', op: 'Placeholder' },
      { name: 'b', op: 'Placeholder' },
      { name: 'sum', op: 'AddV2', input: ['a', 'b'] },
      { name: 'end', op: 'Relu', input: ['sum'] },
    ];
    expect(joinSeparableBlocks(nodes)).toEqual(nodes);
  });
});
