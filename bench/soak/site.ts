import { listenOnLoopback } from '../../scripts/lib/listen-on-loopback.ts';
import type { PictureSource } from './pictures.ts';

export interface SoakSite {
  /** A gallery of `count` pictures from number `first` on. */
  gallery(first: number, count: number): string;
  close(): Promise<void>;
}

/** Four to a row: a screen of 800 pixels shows sixteen. */
const STYLE = `
  body { margin: 0 }
  main { display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px; padding: 10px }
  img { display: block; width: 100%; height: 190px; object-fit: cover }`;

/** Writes down, by the clock, when each picture first stood in view: loaded, as far as the person is concerned. */
const WATCH = `
  window.inViewAt = {};
  const note = ({ target }) => { inViewAt[target.src] ??= Date.now(); };
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      if (target.complete) note({ target });
      else target.addEventListener('load', note, { once: true });
    }
  });
  for (const image of document.images) watcher.observe(image);`;

function galleryPage(first: number, count: number): string {
  const images = Array.from(
    { length: count },
    (_, at) => `<img loading="lazy" src="/picture/${first + at}.jpg" alt="">`,
  );
  const body = `<main>${images.join('')}</main><script>${WATCH}</script>`;
  return `<!doctype html><title>Gallery from ${first}</title><style>${STYLE}</style>${body}`;
}

/** Starts the site on loopback. Every picture has an address and bytes of its own. */
export async function startSoakSite(pictures: PictureSource): Promise<SoakSite> {
  const { port, close } = await listenOnLoopback((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, number] = /^\/picture\/(\d+)\.jpg$/.exec(url.pathname) ?? [];
    if (number !== undefined) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
      response.end(pictures.bytesOf(Number(number)));
    } else if (url.pathname === '/gallery') {
      const [first, count] = ['first', 'count'].map((name) => Number(url.searchParams.get(name)));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(galleryPage(first ?? 0, count ?? 0));
    } else response.writeHead(404).end();
  });
  return {
    gallery: (first, count) => `http://127.0.0.1:${port}/gallery?first=${first}&count=${count}`,
    close,
  };
}
