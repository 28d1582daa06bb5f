import type { Page } from 'playwright';
import type { Rect } from './box.ts';
import { knownPhoto } from './known-faces.ts';
import { photoBytes } from './photos.ts';
import type { Route } from './routes.ts';

/** Size of the film and of the portrait in it, in pixels. */
export const FILM = { width: 640, height: 360, portrait: 300 };

/** Under the picture lies a black strip, in which a white block shows where the portrait's left edge is. */
const STRIP = 16;
const PORTRAIT_TOP = 20;

/**
 * Films NASA's portrait as it goes to and fro once, so that it can begin again without a jump, with the browser's own MediaRecorder.
 *
 * @returns a WebM file of about `seconds`
 */
export async function recordFilm(page: Page, seconds: number): Promise<Buffer> {
  const portrait = `data:image/png;base64,${photoBytes('astronaut.png').toString('base64')}`;
  const base64 = await page.evaluate(
    async ({ portrait, seconds, FILM, STRIP, PORTRAIT_TOP }) => {
      const image = new Image();
      image.src = portrait;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), {
        width: FILM.width,
        height: FILM.height,
      });
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('There is no canvas.');
      const recorder = new MediaRecorder(canvas.captureStream(20), {
        mimeType: 'video/webm',
        videoBitsPerSecond: 4e6,
      });
      const chunks: Blob[] = [];
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      const ended = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      recorder.start();
      const start = performance.now();
      await new Promise<void>((resolve) => {
        const draw = () => {
          const passed = (performance.now() - start) / 1000;
          const x = Math.round(150 + 110 * Math.sin((2 * Math.PI * passed) / seconds));
          context.fillStyle = '#456';
          context.fillRect(0, 0, FILM.width, FILM.height);
          context.drawImage(image, x, PORTRAIT_TOP, FILM.portrait, FILM.portrait);
          context.fillStyle = '#000';
          context.fillRect(0, FILM.height - STRIP, FILM.width, STRIP);
          context.fillStyle = '#fff';
          context.fillRect(x, FILM.height - STRIP, STRIP, STRIP);
          if (passed < seconds) setTimeout(draw, 40);
          else resolve();
        };
        draw();
      });
      recorder.stop();
      await ended;
      const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    { portrait, seconds, FILM, STRIP, PORTRAIT_TOP },
  );
  return Buffer.from(base64, 'base64');
}

/**
 * Where the portrait's face is on the page.
 *
 * @param left the portrait's left edge in pixels of the film
 * @param frame where the film is drawn
 */
export function faceOnScreen(left: number, frame: Rect): Rect {
  const [face] = knownPhoto('astronaut.png').faces;
  if (face === undefined) throw new Error('Nobody has marked the face.');
  const scale = frame.width / FILM.width;
  return {
    x: frame.x + (left + face.box.x * FILM.portrait) * scale,
    y: frame.y + (PORTRAIT_TOP + face.box.y * FILM.portrait) * scale,
    width: face.box.width * FILM.portrait * scale,
    height: face.box.height * FILM.portrait * scale,
  };
}

/** Where the portrait's left edge is on the frame that the page's video shows, in pixels of the film. */
export function portraitAt(page: Page, selector = 'video'): Promise<number> {
  return page.evaluate(
    ({ FILM, STRIP, selector }) => {
      const video = document.querySelector<HTMLVideoElement>(selector);
      const context = new OffscreenCanvas(FILM.width, STRIP).getContext('2d');
      if (!video || !context) throw new Error('There is no video.');
      context.drawImage(video, 0, FILM.height - STRIP, FILM.width, STRIP, 0, 0, FILM.width, STRIP);
      const { data } = context.getImageData(0, STRIP / 2, FILM.width, 1);
      for (let x = 0; x < FILM.width; x += 1) if ((data[x * 4] ?? 0) > 128) return x;
      throw new Error('The block is not on the frame.');
    },
    { FILM, STRIP, selector },
  );
}

/** Serves a film, in ranges where they are asked for. */
export function film(file: Buffer, headers: Readonly<Record<string, string>> = {}): Route {
  return (request, response) => {
    const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    const end = to ? Number(to) : file.length - 1;
    response.writeHead(from === undefined ? 200 : 206, {
      'content-type': 'video/webm',
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      ...(from !== undefined && { 'content-range': `bytes ${start}-${end}/${file.length}` }),
      ...headers,
    });
    response.end(file.subarray(start, end + 1));
  };
}
