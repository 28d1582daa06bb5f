import { cpus, loadavg } from 'node:os';

/** What a figure was measured on, and when: without it nobody can compare it with another. */
export function describeMachine() {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model,
    /** Of the last minute; above the number of cores, programs wait for each other. */
    load: Number(loadavg()[0]?.toFixed(1)),
    time: new Date().toISOString(),
  };
}
