import { expect, it } from 'vitest';
import { type Budget, spend } from '../../../scripts/lib/bundle-budgets.ts';

const files = [
  { path: 'content-scripts/page.js', bytes: 9000, gzippedBytes: 3000, text: '' },
  { path: 'content-scripts/page.css', bytes: 2000, gzippedBytes: 1000, text: '' },
  { path: 'models/a.bin', bytes: 50_000, gzippedBytes: 50_000, text: undefined },
];
const budget = (paths: string, measure: Budget['measure'], limit: number) => ({
  what: 'x',
  paths,
  measure,
  limit,
});

it('sums up the files that a budget counts', () => {
  const [script, all] = spend(files, [budget('^content-scripts/', 'gzipped', 4), budget('', 'plain', 60)]);
  expect(script).toMatchObject({ kilobytes: 4, withinLimit: true });
  expect(all).toMatchObject({ kilobytes: 61, withinLimit: false });
});

it('calls a budget overdrawn that counts no file', () => {
  expect(spend(files, [budget('^gone/', 'plain', 1)])[0]?.withinLimit).toBe(false);
});
