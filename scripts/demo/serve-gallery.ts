import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from '../lib/listen-on-loopback.ts';
import { type Gallery, galleryPage, pictureAddress } from './gallery.ts';

export const PICTURE_TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
};

async function sendPicture(response: ServerResponse, file: string): Promise<void> {
  const { size } = await stat(file);
  response.writeHead(200, {
    'content-type': PICTURE_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': size,
  });
  await pipeline(createReadStream(file), response);
}

/** Serves a gallery on loopback, and nothing but its page and its pictures. */
export async function serveGallery(
  gallery: Gallery,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const files = new Map(
    gallery.exhibits.map((exhibit, index) => [pictureAddress(exhibit, index), exhibit.file]),
  );
  const { port, close } = await listenOnLoopback(async (request, response) => {
    const file = files.get(request.url ?? '');
    if (file !== undefined) {
      // A browser that goes away in the middle of a picture is no error.
      await sendPicture(response, file).catch(() => response.destroy());
    } else if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(galleryPage(gallery));
    } else {
      response.writeHead(404).end();
    }
  });
  return { url: `http://127.0.0.1:${port}/`, close };
}
