import type { IncomingMessage } from 'node:http';
import { listenOnLoopback } from '../../../scripts/lib/listen-on-loopback.ts';
import { PHOTO_NAMES } from './photos.ts';
import { photo, type Route, status } from './routes.ts';

export interface SeenRequest {
  readonly host: string;
  readonly path: string;
  readonly cookie: string | undefined;
  readonly referer: string | undefined;
  /** `image` where a page asked for it in an <img>; `empty` where a script did. */
  readonly destination: string | undefined;
}

/** A web server on loopback that goes by several names; each name is a site of its own to the browser. */
export interface Site {
  /** Address of a path, under `127.0.0.1` unless another host such as `localhost` or `photos.localhost` is named. */
  url(path: string, host?: string): string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** How often a path was asked for. */
  hits(path: string): number;
  /** Adds or replaces a route. */
  route(path: string, answer: Route): void;
  close(): Promise<void>;
}

const PHOTOS = Object.fromEntries(PHOTO_NAMES.map((name) => [`/photos/${name}`, photo(name)]));

function describe(request: IncomingMessage): SeenRequest {
  const { headers } = request;
  const destination = headers['sec-fetch-dest'];
  return {
    host: headers.host ?? '',
    path: request.url ?? '/',
    cookie: headers.cookie,
    referer: headers.referer,
    destination: Array.isArray(destination) ? destination[0] : destination,
  };
}

/**
 * Starts the server on a free port of 127.0.0.1. `/photos/NAME` is always there for each of
 * `PHOTO_NAMES`; a path is matched whole, without its query.
 */
export async function startSite(routes: Record<string, Route> = {}): Promise<Site> {
  const table = new Map<string, Route>(Object.entries({ ...PHOTOS, ...routes }));
  const requests: SeenRequest[] = [];
  const { port, close } = await listenOnLoopback(async (request, response) => {
    requests.push(describe(request));
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    await (table.get(path) ?? status(404))(request, response);
  });
  return {
    url: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    requests,
    hits: (path) => requests.filter((request) => request.path.split('?')[0] === path).length,
    route: (path, answer) => {
      table.set(path, answer);
    },
    close,
  };
}
