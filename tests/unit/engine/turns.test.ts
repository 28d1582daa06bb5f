import { expect, it } from 'vitest';
import { Turns } from '../../../src/engine/turns.ts';

function recorder() {
  const said: string[] = [];
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve));
    said.push(`${name} ends`);
  };
  return { said, work };
}

/** Resolves once everything before it is done. */
function allDone(turns: Turns): Promise<void> {
  return new Promise((resolve) => turns.take(async () => resolve()));
}

it('does one piece of work after the other', async () => {
  const { said, work } = recorder();
  const turns = new Turns();
  turns.take(work('first'));
  turns.take(work('second'));
  await allDone(turns);
  expect(said).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('puts what comes meanwhile between two steps', async () => {
  const { said, work } = recorder();
  const turns = new Turns();
  const ended = Promise.withResolvers<void>();
  async function* steps() {
    await work('step 1')();
    turns.take(work('call'));
    yield;
    await work('step 2')();
    ended.resolve();
  }
  turns.fill(steps());
  await ended.promise;
  expect(said.filter((each) => each.endsWith('begins'))).toEqual([
    'step 1 begins',
    'call begins',
    'step 2 begins',
  ]);
});

it('goes on with its work after a step that failed, and takes no other of them', async () => {
  const { said, work } = recorder();
  const turns = new Turns();
  async function* steps(): AsyncGenerator<void> {
    yield;
    throw new Error('no memory');
  }
  turns.fill(steps());
  await allDone(turns);
  turns.take(work('call'));
  await allDone(turns);
  await allDone(turns);
  expect(said).toEqual(['call begins', 'call ends']);
});
