import { describe, expect, it } from 'vitest';
import { BackendLadder, rungsFor } from '../../../src/engine/backend-ladder.ts';

describe('the ladder of backends', () => {
  it('goes from the fastest to the surest, never through software, when it chooses itself', () => {
    expect(rungsFor('automatic')).toEqual(
      ['webgpu', 'webgl', 'wasm', 'cpu'].map((backend) => ({ backend, allowSoftware: false })),
    );
  });

  it('begins with the one that is forced, in software too, and has stand-ins for it', () => {
    const names = (choice: 'webgl' | 'wasm' | 'cpu') => rungsFor(choice).map(({ backend }) => backend);
    expect(names('webgl')).toEqual(['webgl', 'wasm', 'cpu']);
    expect(names('wasm')).toEqual(['wasm', 'cpu']);
    expect(names('cpu')).toEqual(['cpu', 'wasm']);
    expect(rungsFor('webgl')[0]?.allowSoftware).toBe(true);
  });

  it('leaves a GPU at once when it takes the worker with it', () => {
    const ladder = new BackendLadder('automatic');
    ladder.noteFault('It hung.', true);
    expect(ladder.rung?.backend).toBe('webgl');
    expect(ladder.left).toEqual([{ backend: 'webgpu', outcome: 'failed', reason: 'It hung.' }]);
  });

  it('leaves anything else after three faults in a row', () => {
    const ladder = new BackendLadder('wasm');
    ladder.noteFault('one', true);
    ladder.noteFault('two', true);
    ladder.noteSuccess();
    ladder.noteFault('one', true);
    ladder.noteFault('two', true);
    expect(ladder.rung?.backend).toBe('wasm');
    ladder.noteFault('three', true);
    expect(ladder.rung?.backend).toBe('cpu');
  });

  it('ends when all have failed', () => {
    const ladder = new BackendLadder('cpu');
    ladder.leave('failed', 'no');
    ladder.leave('failed', 'no');
    expect(ladder.rung).toBeUndefined();
    ladder.leave('failed', 'no');
    ladder.noteFault('no', true);
    expect(ladder.left).toHaveLength(2);
  });
});
