import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, parse, sep } from 'node:path';
import type { Plugin } from 'vite';
import { HOST_PACKAGE, INSIDE_WASM } from './inside-wasm.ts';

/** A package of others of which something is in the built extension. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** The licence's words, as the package has them. */
  readonly text: string;
}

/** The file of the built extension that holds the notices. */
export const NOTICES = 'THIRD_PARTY.md';

/** Where the SPDX words of a licence name those whose it is. */
const HOLDERS = /<year> <(?:copyright holders|owner)>/;
const LICENCE_FILE = /^(licen[cs]e|copying)/i;

/**
 * Notes of which packages something gets into the bundles: of every build and of every worker that has `plugin` among
 * its plugins.
 */
export class ShippedPackages {
  readonly #folders = new Set<string>();

  plugin(): Plugin {
    return {
      name: 'mien:shipped-packages',
      generateBundle: (_options, bundle) => {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === 'chunk') for (const id of chunk.moduleIds) this.add(id);
        }
      },
    };
  }

  /** @param file a file that is bundled or copied; one outside of node_modules is our own */
  add(file: string): void {
    if (!file.startsWith('\0') && file.includes(`${sep}node_modules${sep}`)) {
      // A package is one, also where its files are reached by a link and without.
      this.#folders.add(realpathSync(packageFolder(file.split('?')[0] ?? file)));
    }
  }

  /** By name. Throws where a package does not say under which licence it may be passed on. */
  list(): ShippedPackage[] {
    const packages = [...this.#folders].map(describe);
    const inside = packages.filter(({ name }) => name === HOST_PACKAGE).flatMap(librariesInside);
    return [...packages, ...inside].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** The words that go with the extension: each licence once, under the packages that it is of. */
export function thirdPartyNotices(packages: readonly ShippedPackage[]): string {
  const byText = Map.groupBy(packages, ({ text }) => text);
  const sections = [...byText].map(([text, same]) => {
    const heads = same.map(({ name, version, licence }) => `## ${name} ${version} (${licence})`);
    return `${heads.join('\n')}\n\n\`\`\`text\n${text}\n\`\`\`\n`;
  });
  return `# What others made\n\nMien contains parts of these packages and libraries. It is made of them under their licences.\n\n${sections.join('\n')}`;
}

/** The nearest folder whose package.json has a name and a version: packages have others further in, with less in them. */
function packageFolder(file: string): string {
  for (let folder = dirname(file); folder !== parse(folder).root; folder = dirname(folder)) {
    if (!existsSync(join(folder, 'package.json'))) continue;
    const { name, version } = readPackage(folder);
    if (name && version) return folder;
  }
  throw new Error(`${file} belongs to no package.`);
}

function readPackage(folder: string): { name?: string; version?: string; license?: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function describe(folder: string): ShippedPackage {
  const { name = '', version = '', license: licence } = readPackage(folder);
  if (!licence) throw new Error(`${name} ${version} does not say under which licence it may be passed on.`);
  return { name, version, licence, text: licenceText(folder, name, licence) };
}

function librariesInside({ name: host, version: hosts }: ShippedPackage): ShippedPackage[] {
  return INSIDE_WASM.map(({ name, licence, holders }) => ({
    name,
    version: `inside ${host} ${hosts}`,
    licence,
    text: wordsOf(licence, holders),
  }));
}

/** The words in the package, or, where it has none with it, those that SPDX keeps, for the authors that it names. */
function licenceText(folder: string, name: string, licence: string): string {
  const file = readdirSync(folder).find((entry) => LICENCE_FILE.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  return wordsOf(licence, `the authors of ${name}`);
}

/** The words that SPDX keeps of a licence. */
function wordsOf(licence: string, holders: string): string {
  const { licenseText } = createRequire(import.meta.url)(`spdx-license-list/licenses/${licence}.json`);
  return String(licenseText).replace(HOLDERS, holders).trim();
}
