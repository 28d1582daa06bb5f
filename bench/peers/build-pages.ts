import { join } from 'node:path';
import { build } from 'vite';

/** Bundles the pages of the libraries as a site would, each library a chunk of its own. */
export async function buildPages(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false, chunkSizeWarningLimit: 4000 },
  });
}
