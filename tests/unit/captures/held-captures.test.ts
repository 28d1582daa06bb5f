import { expect, it } from 'vitest';
import { HeldCaptures } from '../../../src/captures/held-captures.ts';

it('gives each capture away once', () => {
  const captures = new HeldCaptures();
  captures.hold('a', 'data:a', 0);
  expect(captures.take('a', 1)).toBe('data:a');
  expect(captures.take('a', 1)).toBeUndefined();
  expect(captures.take('b', 1)).toBeUndefined();
});

it('drops what nobody has asked for in half a minute', () => {
  const captures = new HeldCaptures();
  captures.hold('a', 'data:a', 0);
  captures.hold('b', 'data:b', 20_000);
  expect(captures.take('a', 30_001)).toBeUndefined();
  expect(captures.take('b', 30_001)).toBe('data:b');
});

it('holds no more than 32, the newest', () => {
  const captures = new HeldCaptures();
  for (let count = 0; count < 40; count += 1) captures.hold(`${count}`, 'data:', 0);
  const held = Array.from({ length: 40 }, (_, at) => captures.take(`${at}`, 0) !== undefined);
  expect(held.indexOf(true)).toBe(8);
  expect(held.filter(Boolean)).toHaveLength(32);
});
