import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEFT_OUT, MUTATED_FOLDERS } from '../../mutation/plan.ts';
import { mutatedFiles, mutatedFolderOf, strykerOptions } from '../../mutation/stryker-options.ts';

/** The files that a run changes, as Stryker understands its globs. */
function changedBy(path: string): string[] {
  const mutate = (strykerOptions(path).mutate ?? []) as readonly string[];
  const left = mutate.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const taken = mutate.filter((glob) => !glob.startsWith('!')).flatMap((glob) => globSync(glob));
  return taken.filter((file) => !left.some((glob) => matchesGlob(file, glob)));
}

describe('the mutation check', () => {
  it.each(MUTATED_FOLDERS)(
    'changes every file of src/%s but those that are named with a reason',
    (folder) => {
      const all = globSync(`src/${folder}/**/*.ts`);
      const left = all.filter((file) => Object.keys(LEFT_OUT).some((glob) => matchesGlob(file, glob)));
      expect(changedBy(folder).sort()).toEqual(all.filter((file) => !left.includes(file)).sort());
      expect(changedBy(folder).length).toBeGreaterThan(3);
      expect(globSync(`tests/unit/${folder}/**/*.test.ts`).length).toBeGreaterThan(3);
    },
  );

  it.each(Object.entries(LEFT_OUT))('leaves out %s, which is there, because: %s', (glob, reason) => {
    expect(globSync(glob).length).toBeGreaterThan(0);
    const tests = reason.match(/tests\/[\w/-]+\.test\.ts/g) ?? [];
    expect(tests.length).toBeGreaterThan(0);
    for (const test of tests) expect(globSync(test), test).toHaveLength(1);
  });

  it('can be asked for a part of a folder, or for one file', () => {
    expect(mutatedFolderOf('engine/formats')).toBe('engine');
    expect(mutatedFiles('engine/formats')).toBe('src/engine/formats/**/*.ts');
    expect(changedBy('engine/content-hash.ts')).toEqual(['src/engine/content-hash.ts']);
  });

  it('says which folders there are, where it is asked for another', () => {
    expect(() => strykerOptions('page')).toThrow('"page" is in none of the folders');
    expect(() => strykerOptions('engines/a.ts')).toThrow('vision, engine, messaging, settings');
  });
});
