import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { megabytesOf, NOW, OWN, PEAK } from '../lib/process-memory.ts';
import type { BenchPage } from '../peers/bench-page.ts';
import type { LibraryPage, OpenLibrary } from '../peers/library-page.ts';
import type { Answer, Call, Opened } from './library-messages.ts';

const PROGRAM = join(import.meta.dirname, 'library-process.ts');
/** Linux counts a process's time in hundredths of a second. */
const TICK = 10;

/** Opens a library in a Node process of its own, in the way of the pages of Chromium (`peers/browser.ts`). */
export const openInNode: OpenLibrary = async (server, library, backend, first) => {
  const child = fork(PROGRAM, [library, backend, server.origin, first]);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of ${library} ended with ${code}.`);
  });
  // Whoever asks next hears of it.
  failed.catch(() => undefined);
  const opened = once(child, 'message') as Promise<[Opened]>;
  const [{ coldStart, adapter }] = await Promise.race([opened, failed]);
  return {
    runsIn: `Node ${process.version}${adapter ? `, Dawn on ${adapter.name}${adapter.isSoftware ? ' (in software)' : ''}` : ''}`,
    coldStart,
    ...callsTo(child, failed),
    ...accountsOf(child.pid ?? 0),
    close: async () => {
      child.kill('SIGKILL');
      await failed.catch(() => undefined);
    },
  };
};

function callsTo(child: ChildProcess, failed: Promise<never>): BenchPage {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  child.on('message', (answer: Answer) => {
    const call = waiting.get(answer.call);
    waiting.delete(answer.call);
    if ('error' in answer) call?.reject(new Error(answer.error));
    else call?.resolve(answer.result);
  });
  let calls = 0;
  const ask = async <Result>(method: keyof BenchPage, urls: readonly string[]): Promise<Result> => {
    const answered = Promise.withResolvers<unknown>();
    const call: Call = { call: calls++, method, urls };
    waiting.set(call.call, answered);
    child.send(call);
    return (await Promise.race([answered.promise, failed])) as Result;
  };
  return { readOne: (url) => ask('readOne', [url]), readAll: (urls) => ask('readAll', urls) };
}

type Accounts = Pick<LibraryPage, 'peakMemory' | 'memory' | 'ownMemory' | 'processorTime'>;

function accountsOf(process: number): Accounts {
  const megabytes = async (fields: readonly string[]) =>
    Math.round(await megabytesOf(process, fields)) || undefined;
  return {
    peakMemory: () => megabytes(PEAK),
    memory: () => megabytes(NOW),
    ownMemory: () => megabytes(OWN),
    processorTime: async () => {
      const stat = await readFile(`/proc/${process}/stat`, 'utf8').catch(() => '');
      // What follows the program's name in brackets: user and system time are the 12th and 13th of it (proc(5)).
      const [user, system] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13);
      return user && system ? (Number(user) + Number(system)) * TICK : undefined;
    },
  };
}
