import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ShippedPackages, thirdPartyNotices } from '../../../scripts/lib/third-party.ts';

const root = mkdtempSync(join(tmpdir(), 'mien-packages-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Lays a package down, with these files in it. */
async function install(name: string, manifest: object, files: Record<string, string> = {}): Promise<string> {
  const folder = join(root, 'node_modules', name);
  const all = { 'package.json': JSON.stringify({ name, version: '1.2.3', ...manifest }), ...files };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

describe('what others made', () => {
  it('is named once, with the words that the package brings', async () => {
    const folder = await install('one', { license: 'MIT' }, { LICENSE: 'Do as you like. (c) One' });
    const shipped = new ShippedPackages();
    shipped.add(join(folder, 'dist', 'a.js'));
    shipped.add(join(folder, 'dist', 'b.js?worker'));
    expect(shipped.list()).toEqual([
      { name: 'one', version: '1.2.3', licence: 'MIT', text: 'Do as you like. (c) One' },
    ]);
  });

  it('is found from a folder further in that has a package.json of its own', async () => {
    const inner = { 'dist/esm/package.json': '{"type":"module"}', LICENSE: 'words' };
    const folder = await install('@scope/nested', { license: 'MIT' }, inner);
    const shipped = new ShippedPackages();
    shipped.add(join(folder, 'dist', 'esm', 'a.js'));
    expect(shipped.list()).toMatchObject([{ name: '@scope/nested' }]);
  });

  it('has the words of SPDX where the package has none, in the name of its authors', async () => {
    const shipped = new ShippedPackages();
    shipped.add(join(await install('bare', { license: 'MIT' }), 'a.js'));
    const [{ text } = { text: '' }] = shipped.list();
    expect(text).toContain('Copyright (c) the authors of bare');
    expect(text).toContain('Permission is hereby granted');
  });

  it("is named too where it is compiled into tfjs's WASM", async () => {
    const shipped = new ShippedPackages();
    shipped.add(join(await install('@tensorflow/tfjs-backend-wasm', { license: 'Apache-2.0' }), 'a.wasm'));
    const notices = thirdPartyNotices(shipped.list());
    expect(notices).toContain('## XNNPACK inside @tensorflow/tfjs-backend-wasm 1.2.3 (BSD-3-Clause)');
    expect(notices).toContain('Copyright (c) 2005-2020 Rich Felker, et al.');
    expect(notices).not.toMatch(/<year>|<owner>|<copyright/);
  });

  it('may not be passed on where nobody says how', async () => {
    const shipped = new ShippedPackages();
    shipped.add(join(await install('secret', {}), 'a.js'));
    expect(() => shipped.list()).toThrow('secret 1.2.3 does not say under which licence');
  });

  it('is not what we made, nor what the bundler makes', () => {
    const shipped = new ShippedPackages();
    shipped.add(join(root, 'src', 'a.ts'));
    shipped.add(`\0${join(root, 'node_modules', 'one', 'a.js')}`);
    expect(shipped.list()).toEqual([]);
  });

  it('shares the words of a licence that are the same', () => {
    const same = { version: '1.0.0', licence: 'MIT', text: 'the words' };
    const notices = thirdPartyNotices([
      { name: 'a', ...same },
      { name: 'b', ...same },
      { name: 'c', ...same, text: 'other words' },
    ]);
    expect(notices.match(/the words/g)).toHaveLength(1);
    expect(notices).toMatch(/## a 1.0.0 \(MIT\)\n## b 1.0.0 \(MIT\)\n\n```text\nthe words/);
    expect(notices).toContain('## c 1.0.0 (MIT)');
  });
});
