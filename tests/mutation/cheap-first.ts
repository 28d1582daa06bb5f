import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests that load networks or read photos, for seconds; the slowest last. */
const SLOW = [
  'weights',
  'crelu-pool',
  'separable-block',
  'graph-network',
  'kernels',
  'known-answer',
  'pipeline',
  'expression-network',
];

/** A mutant that is killed by a cheap test costs no more than that: the first failure ends its run. */
export class CheapFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ moduleId }: TestSpecification) => SLOW.indexOf(basename(moduleId, '.test.ts'));
    return files.toSorted((a, b) => cost(a) - cost(b));
  }
}
