import { join } from 'node:path';
import { build } from 'vite';

const LIBRARIES = join(import.meta.dirname, 'page');

/** Bundles pages as a site would; those of the libraries have a chunk for each. */
export async function buildPages(outDir: string, root = LIBRARIES): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false, chunkSizeWarningLimit: 4000 },
  });
}
