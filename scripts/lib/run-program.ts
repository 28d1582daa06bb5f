import { spawn } from 'node:child_process';

/**
 * Runs a program with this process's output, and without input.
 *
 * @returns its exit code; 1 where a signal ended it
 * @throws where it cannot be started
 */
export function runProgram(program: string, args: readonly string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.once('error', reject);
  child.once('exit', (code) => resolve(code ?? 1));
  return promise;
}

/** Runs a JavaScript program with the Node that runs now. */
export function runNode(file: string, args: readonly string[] = []): Promise<number> {
  return runProgram(process.execPath, [file, ...args]);
}
