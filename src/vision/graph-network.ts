import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { GraphNode } from './graph-node.ts';
import { type Operation, operationOf } from './graph-operations.ts';

/** Gives the weights that are wanted, by the names of the nodes that stand for them. */
export type ReadWeights = (isWanted: (name: string) => boolean) => ReadonlyMap<string, Tensor>;

/** One operation. Values are counted: weights first, then the input, then what each step gives. */
interface Step {
  readonly run: Operation['run'];
  readonly inputs: readonly number[];
  /** Values that no later step needs. */
  readonly spent: readonly number[];
}

/**
 * A graph that is run operation by operation, in an order found once. What its output does not need is left out, weights too; what
 * no later operation needs is given back at once.
 */
export class GraphNetwork {
  readonly #weights: readonly Tensor[];
  readonly #steps: readonly Step[];

  /**
   * @param input the node in whose place the input comes
   * @throws where the output needs an operation that is not known, or a weight that is not there
   */
  constructor(nodes: readonly GraphNode[], input: string, output: string, readWeights: ReadWeights) {
    const operations = inOrder(nodes, input, output);
    const read = new Set([...operations.values()].flatMap(({ inputs }) => inputs));
    const weights = readWeights((name) => read.has(name));
    this.#weights = [...weights.values()];
    try {
      this.#steps = stepsOf(operations, [...weights.keys(), input]);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** The output for an input; the caller disposes of both. */
  run(input: Tensor): Tensor {
    return tidy(() => {
      const values = [...this.#weights, input];
      for (const { run, inputs, spent } of this.#steps) {
        values.push(run(inputs.map((place) => values[place] as Tensor)));
        for (const place of spent) values[place]?.dispose();
      }
      return values.at(-1) as Tensor;
    });
  }

  dispose(): void {
    for (const weight of this.#weights) weight.dispose();
  }
}

/** The operations that `output` needs, each after those whose values it reads. */
function inOrder(nodes: readonly GraphNode[], input: string, output: string): Map<string, Operation> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const operations = new Map<string, Operation>();
  const visit = (name: string) => {
    const node = byName.get(name);
    if (name === input || operations.has(name) || !node || node.op === 'Const') return;
    const operation = operationOf(node);
    operation.inputs.forEach(visit);
    operations.set(name, operation);
  };
  visit(output);
  return operations;
}

/** @param given names of the values that are there before the first step */
function stepsOf(operations: ReadonlyMap<string, Operation>, given: readonly string[]): Step[] {
  const names = [...given, ...operations.keys()];
  const places = new Map(names.map((name, place) => [name, place]));
  const lastUse = new Map(
    [...operations.values()].flatMap(({ inputs }, at) => inputs.map((name) => [name, at])),
  );
  return [...operations.values()].map(({ run, inputs }, at) => ({
    run,
    inputs: inputs.map((name) => placeOf(places, name)),
    spent: [...new Set(inputs)]
      .filter((name) => operations.has(name) && lastUse.get(name) === at)
      .map((name) => placeOf(places, name)),
  }));
}

function placeOf(places: ReadonlyMap<string, number>, name: string): number {
  const place = places.get(name);
  if (place === undefined) throw new Error(`The network lacks ${name}.`);
  return place;
}
