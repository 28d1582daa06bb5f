import { spawn } from 'node:child_process';

/**
 * Runs a program with this process's output, and without input.
 *
 * @param folder where it runs; where this process does, if it is left out
 * @returns its exit code; 1 where a signal ended it
 * @throws where it cannot be started
 */
export function runProgram(program: string, args: readonly string[], folder?: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: folder });
  child.once('error', reject);
  child.once('exit', (code) => resolve(code ?? 1));
  return promise;
}

/** Runs a JavaScript program with the Node that runs now. */
export function runNode(file: string, args: readonly string[] = [], folder?: string): Promise<number> {
  return runProgram(process.execPath, [file, ...args], folder);
}
