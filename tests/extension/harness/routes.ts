import type { IncomingMessage, ServerResponse } from 'node:http';
import { type PhotoName, photoBytes, photoType } from './photos.ts';

/** Answers one request. None of these sends CORS headers. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const HTML = 'text/html; charset=utf-8';

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  cacheControl = 'no-store',
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': cacheControl,
  });
  response.end(body);
}

function documentOf(body: string): string {
  return body.startsWith('<!doctype') ? body : `<!doctype html><title>Test</title>${body}`;
}

/** A page; `body` is put into a bare document unless it brings its own. */
export function html(body: string): Route {
  return (_request, response) => send(response, 200, HTML, documentOf(body));
}

/** The same, such that the browser may keep it as it is for when the person comes back. */
export function keptHtml(body: string): Route {
  return (_request, response) => send(response, 200, HTML, documentOf(body), 'max-age=60');
}

export function bytes(type: string, body: string | Buffer): Route {
  return (_request, response) => send(response, 200, type, body);
}

export function photo(name: PhotoName): Route {
  return (_request, response) => send(response, 200, photoType(name), photoBytes(name));
}

export function status(code: number): Route {
  return (_request, response) => send(response, code, 'text/plain', String(code));
}

export function redirect(location: string): Route {
  return (_request, response) => {
    response.writeHead(302, { location });
    response.end();
  };
}

/** A page that logs in: it sets the cookie that `behindLogin` asks for. */
export function login(body: string): Route {
  return (request, response) => {
    response.setHeader('set-cookie', 'session=mien; SameSite=Lax; HttpOnly; Path=/');
    return html(body)(request, response);
  };
}

/** 403 without the cookie of `login`. */
export function behindLogin(route: Route): Route {
  return (request, response) => {
    const isLoggedIn = (request.headers.cookie ?? '').includes('session=mien');
    return isLoggedIn ? route(request, response) : status(403)(request, response);
  };
}

/** A route that answers nobody before `release` is called. */
export function held(route: Route): { readonly route: Route; release(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    route: async (request, response) => {
      await promise;
      if (!response.destroyed) await route(request, response);
    },
    release: resolve,
  };
}

/** The picture, cut off after this share of its bytes. */
export function truncated(name: PhotoName, share: number): Route {
  const whole = photoBytes(name);
  return bytes(photoType(name), whole.subarray(0, Math.floor(whole.length * share)));
}

/** 403 to all but the `<img>` of a page: neither a script of the page nor an extension gets it. */
export function onlyAsImage(route: Route): Route {
  return (request, response) => {
    const isImage = request.headers['sec-fetch-dest'] === 'image';
    return isImage ? route(request, response) : status(403)(request, response);
  };
}

/** As much of a picture as is left of it, and then bytes without end, as fast as they are taken. */
export function endless(name: PhotoName, piece: Buffer = Buffer.alloc(256 * 1024)): Route {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': photoType(name) });
    response.write(photoBytes(name).subarray(0, 1000));
    const pour = () => {
      if (response.destroyed) return;
      if (response.write(piece)) setImmediate(pour);
      else response.once('drain', pour);
    };
    pour();
  };
}

/** The picture, so many bytes at a time, with so many milliseconds between them. */
export function trickling(name: PhotoName, bytesAtOnce: number, milliseconds: number): Route {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': photoType(name) });
    const whole = photoBytes(name);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(whole.subarray(sent, sent + bytesAtOnce));
      sent += bytesAtOnce;
    }, milliseconds);
    response.once('close', () => clearInterval(timer));
  };
}

/** The connection is cut after this share of the picture, of which the whole was promised. */
export function cutOff(name: PhotoName, share: number): Route {
  return (request, response) => {
    const whole = photoBytes(name);
    response.writeHead(200, { 'content-type': photoType(name), 'content-length': whole.length });
    response.write(whole.subarray(0, Math.floor(whole.length * share)), () => request.socket.destroy());
  };
}

/** Says that it is this much longer (or shorter) than it is, and ends as it ends. */
export function lyingAboutLength(name: PhotoName, factor: number): Route {
  return (request, response) => {
    const whole = photoBytes(name);
    const length = Math.floor(whole.length * factor);
    const head = `HTTP/1.1 200 OK\r\ncontent-type: ${photoType(name)}\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`;
    // Node's own response does not let itself be made to lie.
    response.detachSocket(request.socket);
    request.socket.end(Buffer.concat([Buffer.from(head), whole]));
  };
}
