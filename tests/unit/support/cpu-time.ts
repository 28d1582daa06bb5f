/** Milliseconds that this thread computes for `run`: what others do on the machine meanwhile does not count. */
export function cpuTime(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
