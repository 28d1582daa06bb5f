import { describe, expect, it } from 'vitest';
import { backendLine, whyNotAsForced } from '../../../scripts/lib/backend-report.ts';
import type { EngineStatus } from '../../../src/messaging/protocol.ts';

const status: EngineStatus = {
  state: 'ready',
  choice: 'webgpu',
  backend: 'wasm',
  attempts: [
    { backend: 'webgpu', outcome: 'failed', reason: 'There is no adapter.' },
    { backend: 'wasm', outcome: 'running' },
  ],
};
const asleep: EngineStatus = { state: 'asleep', choice: 'webgpu', attempts: [] };

describe('the backend that was read on', () => {
  it('is told by name, also where none was needed', () => {
    expect(backendLine(status)).toBe('Backend: WASM');
    expect(backendLine(asleep)).toBe('Backend: none');
  });

  it('is no stand-in for a forced one without a word', () => {
    expect(whyNotAsForced(status, 'webgpu')).toBe('WebGPU did not run: There is no adapter.');
    expect(whyNotAsForced({ ...status, attempts: [] }, 'webgl')).toBe(
      'WebGL did not run: no reason was given.',
    );
  });

  it('is as it should be where it was not forced, or runs, or had nothing to do', () => {
    for (const free of [undefined, 'automatic', 'wasm'] as const) {
      expect(whyNotAsForced(status, free)).toBeUndefined();
    }
    expect(whyNotAsForced(asleep, 'webgpu')).toBeUndefined();
  });
});
