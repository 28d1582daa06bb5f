import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BuiltFile {
  /** Path inside the extension, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly gzippedBytes: number;
  /** The text of scripts, styles, pages and notices; undefined for anything else. */
  readonly text: string | undefined;
}

const TEXT = /\.(m?js|css|html|json|md)$/;

/** Every file of a built extension. */
export function readBuiltFiles(folder: string): BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const content = readFileSync(file);
      return {
        path: relative(folder, file).replaceAll(sep, '/'),
        bytes: content.length,
        gzippedBytes: gzipSync(content, { level: 9 }).length,
        text: TEXT.test(file) ? content.toString('utf8') : undefined,
      };
    });
}
