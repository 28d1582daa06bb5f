import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkWritable } from '../../../scripts/lib/check-writable.ts';

const folder = mkdtempSync(join(tmpdir(), 'mien-test-'));
const file = join(folder, 'old.json');
writeFileSync(file, '');
mkdirSync(join(folder, 'inner'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('where a result is to be written', () => {
  it.each(['new.json', 'old.json'])('%s will do', async (name) => {
    await expect(checkWritable(join(folder, name))).resolves.toBeUndefined();
  });

  it('is no folder that is missing, and no folder instead of a file', async () => {
    await expect(checkWritable(join(folder, 'none', 'a.json'))).rejects.toThrow('there is no folder');
    await expect(checkWritable(join(file, 'a.json'))).rejects.toThrow('there is no folder');
    await expect(checkWritable(join(folder, 'inner'))).rejects.toThrow('it is a folder');
  });
});
