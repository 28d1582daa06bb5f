import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openTarget } from '../../../scripts/lib/open-target.ts';

const folder = mkdtempSync(join(tmpdir(), 'mien-test-'));
const empty = mkdtempSync(join(tmpdir(), 'mien-test-'));
writeFileSync(join(folder, 'b.png'), 'second');
writeFileSync(join(folder, 'a <&.jpg'), 'first');
writeFileSync(join(folder, 'notes.txt'), 'text');
afterAll(() => {
  for (const path of [folder, empty]) rmSync(path, { recursive: true });
});

describe('what npm start opens', () => {
  it('is the address itself, with a scheme where it has none', async () => {
    expect((await openTarget('http://example.org/a?b')).url).toBe('http://example.org/a?b');
    expect((await openTarget('example.org/a')).url).toBe('https://example.org/a');
  });

  it('is a page of the pictures in a folder, and of nothing else', async () => {
    const { url, close } = await openTarget(folder);
    try {
      const page = await (await fetch(url)).text();
      expect(page.match(/<img /g)).toHaveLength(2);
      expect(page).toContain('a &#60;&#38;.jpg');
      const addresses = [...page.matchAll(/<img src="([^"]+)"/g)].flatMap(([, address]) => address ?? []);
      expect(addresses).toEqual(['/picture/0/a%20%3C%26.jpg', '/picture/1/b.png']);
      const pictures = await Promise.all(
        [...addresses, '/picture/2/b.png', '/picture/1'].map((address) => fetch(new URL(address, url))),
      );
      expect(pictures.map((picture) => picture.status)).toEqual([200, 200, 404, 404]);
      expect(await pictures[0]?.text()).toBe('first');
      expect(pictures[1]?.headers.get('content-type')).toBe('image/png');
      const outside = await fetch(new URL('/picture/../../etc/hostname', url));
      expect(outside.status).toBe(404);
    } finally {
      await close();
    }
  });

  it('is a page of one picture', async () => {
    const { url, close } = await openTarget(join(folder, 'b.png'));
    expect(await (await fetch(url)).text()).toContain('b.png');
    await close();
  });

  it('is a sentence where it is nothing of the kind', async () => {
    await expect(openTarget('nothing here')).rejects.toThrow('neither an address nor a picture nor a folder');
    await expect(openTarget(join(folder, 'notes.txt'))).rejects.toThrow('is not a picture');
    await expect(openTarget(empty)).rejects.toThrow('no picture in');
  });

  it('is a missing file, not a host, where a name ends as a picture does', async () => {
    await expect(openTarget('nosuchfile.jpg')).rejects.toThrow('There is no file nosuchfile.jpg.');
    expect((await openTarget('example.org/a.jpg')).url).toBe('https://example.org/a.jpg');
  });
});
