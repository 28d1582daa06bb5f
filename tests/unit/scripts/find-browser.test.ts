import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../scripts/lib/find-chromium.ts';
import { findFirefox } from '../../../scripts/lib/find-firefox.ts';
import { isDebian } from '../../../scripts/lib/provide-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'mien-test-'));
const program = (name: string) => join(folder, name);

beforeAll(() => {
  for (const name of ['chromium', 'google-chrome', 'firefox-esr', 'notes']) writeFileSync(program(name), '');
  for (const name of ['chromium', 'google-chrome', 'firefox-esr']) chmodSync(program(name), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('looking for a browser', () => {
  it('takes CHROME_PATH first', () => {
    const environment = { CHROME_PATH: program('google-chrome'), PATH: folder };
    expect(findChromium(environment)).toBe(program('google-chrome'));
  });

  it('does not pass over a CHROME_PATH that names no program', () => {
    expect(() => findChromium({ CHROME_PATH: program('notes'), PATH: folder })).toThrow('names no program');
    expect(() => findChromium({ CHROME_PATH: folder, PATH: folder })).toThrow('names no program');
  });

  it('looks through the PATH, for Chromium before Chrome', () => {
    expect(findChromium({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(program('chromium'));
  });
});

describe('looking for Firefox', () => {
  it('takes FIREFOX_PATH first, and what the PATH has', () => {
    const environment = { FIREFOX_PATH: program('firefox-esr'), PATH: '/nowhere' };
    expect(findFirefox(environment)).toBe(program('firefox-esr'));
    expect(findFirefox({ PATH: folder })).toBe(program('firefox-esr'));
  });

  it('does not pass over a FIREFOX_PATH that names no program', () => {
    expect(() => findFirefox({ FIREFOX_PATH: folder, PATH: folder })).toThrow(
      'FIREFOX_PATH names no program',
    );
  });

  it('says nothing where there is none', () => {
    expect(findFirefox({ PATH: '/nowhere' })).toBeUndefined();
  });
});

describe('a system that can install Chromium by apt', () => {
  it.each(['ID=debian\n', 'NAME="Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n'])('is %j', (release) => {
    expect(isDebian(release)).toBe(true);
  });

  it('is not one that only mentions Debian', () => {
    expect(isDebian('ID=fedora\nHOME_URL="https://debian.org"\n')).toBe(false);
  });
});
