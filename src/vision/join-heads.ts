import type { GraphNode } from './graph-node.ts';

/** Names of operations that no converter writes (`graph-operations.ts`). */
export const ROWS = 'Rows';
export const JOIN = 'Join';

/** One output of a network that sees several things at each place of a grid. */
export interface Head {
  /** The node that gives its maps, [n, height, width, channels]. */
  readonly node: string;
  /** Numbers of one thing: its channels are so many for each. */
  readonly width: number;
}

/**
 * Writes heads as one output `name`, [n, things, numbers]: the numbers of all heads of a grid beside each other, grid after grid, so
 * that they are read back at once.
 */
export function joinHeads(name: string, grids: readonly (readonly Head[])[]): GraphNode[] {
  const rows = grids.flat().map(({ node, width }): GraphNode => {
    return { name: `${name}/${node}`, op: ROWS, input: [node], attr: { width } };
  });
  const wholes = grids.map((heads, grid): GraphNode => {
    return {
      name: `${name}/${grid}`,
      op: JOIN,
      input: heads.map(({ node }) => `${name}/${node}`),
      attr: { axis: 2 },
    };
  });
  return [
    ...rows,
    ...wholes,
    { name, op: JOIN, input: wholes.map((whole) => whole.name), attr: { axis: 1 } },
  ];
}
