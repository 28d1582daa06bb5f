import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchImage } from '../../../src/engine/fetch-image.ts';
import { FETCH_DEADLINE, MAX_FILE_BYTES } from '../../../src/engine/limits.ts';
import type { ImageSource } from '../../../src/engine/types.ts';
import { HEADERS } from './support/image-headers.ts';

const picture = Buffer.from(HEADERS.png(300, 200));
const never = new AbortController().signal;

let answer: (response: ServerResponse) => void;
let closed: Promise<void>;
const server = createServer((_request, response) => {
  closed = new Promise((resolve) => response.once('close', resolve));
  answer(response);
});

beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function source(): ImageSource {
  const { port } = server.address() as AddressInfo;
  return {
    kind: 'address',
    url: `http://127.0.0.1:${port}/picture`,
    credentials: 'include',
    reach: 'anywhere',
  };
}

describe('loading an image', () => {
  it('gives the bytes that the server sent', async () => {
    answer = (response) => response.end(picture);
    expect(Buffer.from(await fetchImage(source(), never))).toEqual(picture);
  });

  it('gives the bytes of a data: address', async () => {
    const dataUrl = `data:image/png;base64,${picture.toString('base64')}`;
    expect(Buffer.from(await fetchImage({ kind: 'bytes', dataUrl }, never))).toEqual(picture);
  });

  it('begins anew, without cookies, where an address that was asked with them leads elsewhere', async () => {
    const asked: (string | undefined)[] = [];
    answer = (response) => {
      asked.push(response.req.url);
      if (response.req.url === '/picture') response.writeHead(302, { location: '/elsewhere' }).end();
      else response.end(picture);
    };
    expect(Buffer.from(await fetchImage(source(), never))).toEqual(picture);
    expect(asked).toEqual(['/picture', '/picture', '/elsewhere']);
  });

  it.each([
    ['withheld', 'http'],
    ['omit', 'not-an-image'],
  ] as const)(
    'tells a page in the place of a picture by whether cookies were %s',
    async (credentials, kind) => {
      answer = (response) => response.end('<!doctype html>Who are you?');
      await expect(fetchImage({ ...source(), credentials } as ImageSource, never)).rejects.toMatchObject({
        kind,
      });
    },
  );

  it('follows no redirect for a page where nothing keeps it from other networks', async () => {
    answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end();
    const forPage = { ...source(), credentials: 'withheld', reach: 'public' } as ImageSource;
    await expect(fetchImage(forPage, never)).rejects.toMatchObject({ kind: 'network' });
  });

  it.each([403, 404, 500])('says which status refused it: %i', async (status) => {
    answer = (response) => response.writeHead(status).end(picture);
    await expect(fetchImage(source(), never)).rejects.toMatchObject({
      kind: 'http',
      message: `The image could not be loaded: ${status}.`,
    });
  });

  it('says when the connection fails, also half-way', async () => {
    answer = (response) => response.destroy();
    await expect(fetchImage(source(), never)).rejects.toMatchObject({ kind: 'network' });
    answer = (response) => {
      response.writeHead(200, { 'content-length': '100000' });
      response.write(picture, () => response.destroy());
    };
    await expect(fetchImage(source(), never)).rejects.toMatchObject({ kind: 'network' });
  });

  it('refuses a file that says it is too large, without loading it', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': String(MAX_FILE_BYTES + 1) });
      response.write(picture);
    };
    await expect(fetchImage(source(), never)).rejects.toMatchObject({ kind: 'too-large' });
    await closed;
  });

  it('stops an endless body at its cap', async () => {
    const block = Buffer.alloc(1024 * 1024);
    answer = (response) => {
      response.write(picture);
      const more = () => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', more);
      more();
    };
    await expect(fetchImage(source(), never)).rejects.toMatchObject({ kind: 'too-large' });
    await closed;
  });

  it('breaks off what is no image after its first bytes', async () => {
    answer = (response) => response.write('<!doctype html>'.padEnd(5000)); // and never ends
    await expect(fetchImage(source(), never)).rejects.toMatchObject({
      kind: 'not-an-image',
      message: 'The file is not an image.',
    });
    await closed;
  });

  it('names a kind of image that it cannot read', async () => {
    answer = (response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"/>');
    await expect(fetchImage(source(), never)).rejects.toMatchObject({
      kind: 'not-an-image',
      message: 'Mien cannot read images of this kind (svg).',
    });
  });

  it('gives up on a slow server at its deadline', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = new Promise<void>((resolve) => {
      answer = (response) => {
        response.write(picture);
        resolve();
      };
    });
    const loading = expect(fetchImage(source(), never)).rejects.toMatchObject({
      kind: 'deadline',
      message: 'The image did not load within 20 seconds.',
    });
    await asked;
    vi.advanceTimersByTime(FETCH_DEADLINE);
    await loading;
    await closed;
  });

  it('stops loading when it is aborted, with the reason for that', async () => {
    const controller = new AbortController();
    const reason = new Error('nobody wants it');
    answer = (response) => {
      response.write(picture);
      controller.abort(reason);
    };
    await expect(fetchImage(source(), controller.signal)).rejects.toBe(reason);
    await closed;
  });

  it.each(['file:///etc/passwd', 'ftp://example.org/a.png', 'blob:https://example.org/1', 'nonsense'])(
    'asks nobody for %s',
    async (url) => {
      const forbidden: ImageSource = { kind: 'address', url, credentials: 'include', reach: 'anywhere' };
      await expect(fetchImage(forbidden, never)).rejects.toMatchObject({ kind: 'forbidden-address' });
      const disguised: ImageSource = { kind: 'bytes', dataUrl: url };
      await expect(fetchImage(disguised, never)).rejects.toMatchObject({ kind: 'forbidden-address' });
    },
  );
});
