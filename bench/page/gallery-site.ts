import type { ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../scripts/lib/listen-on-loopback.ts';
import { emptyPictures, facePictures } from './pictures.ts';

export const IMAGES = 1000;
export const COLUMNS = 8;
/** Every fifth image shows a face. */
const FACE_EVERY = 5;
export const FACES = IMAGES / FACE_EVERY;
const DRAWINGS = 20;

/** One site with the pages of the bench, which knows what the engine has fetched from it. */
export interface GallerySite {
  readonly gallery: string;
  readonly churn: string;
  /** Whether the extension, rather than a page, has asked for each of the first so many pictures since `forget`. */
  hasAskedForFirst(count: number): boolean;
  forget(): void;
  close(): Promise<void>;
}

/** Address of the picture with this number; each number is another address, though contents repeat. */
export function pictureAddress(index: number): string {
  return `/picture/${index}.jpg`;
}

const STYLE = `
  body { margin: 0; font: 14px sans-serif }
  ul { display: grid; grid-template-columns: repeat(${COLUMNS}, 1fr); gap: 10px; padding: 0 10px; list-style: none }
  figure { margin: 0; border-radius: 6px; overflow: hidden }
  img { display: block; width: 100%; height: 110px; object-fit: cover }`;

function item(index: number): string {
  return `<li class="card"><figure><a href="#${index}"><img src="${pictureAddress(index)}" alt=""></a><figcaption>Picture ${index}</figcaption></figure></li>`;
}

/** A gallery as many sites build it: a grid of cards, each with a link around its image. */
function galleryPage(): string {
  const items = Array.from({ length: IMAGES }, (_, index) => item(index)).join('');
  return `<!doctype html><title>Gallery</title><style>${STYLE}</style><main><section><ul>${items}</ul></section></main>`;
}

/** The same gallery, empty, with a script that adds and removes a thousand images a second. */
function churnPage(): string {
  return `<!doctype html><title>Churn</title><style>${STYLE}</style><main><section><ul></ul></section></main>
    <script>
      const list = document.querySelector('ul');
      let made = 0;
      window.made = () => made;
      const started = performance.now();
      function step() {
        const due = Math.floor(performance.now() - started);
        while (made < due) {
          const item = document.createElement('li');
          item.innerHTML = '<figure><a href="#"><img alt="" src="/picture/' + (made % ${IMAGES}) + '.jpg"></a></figure>';
          list.append(item);
          made++;
          if (list.childElementCount > 500) list.firstElementChild.remove();
        }
      }
      setInterval(step, 10);
    </script>`;
}

function answer(response: ServerResponse, type: string, body: string | Buffer, cache = 'no-store'): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': cache });
  response.end(body);
}

export async function startGallerySite(): Promise<GallerySite> {
  const [faces, drawings] = await Promise.all([facePictures(), emptyPictures(DRAWINGS)]);
  const pages = new Map([
    ['/gallery', galleryPage()],
    ['/churn', churnPage()],
  ]);
  const asked = new Set<string>();
  const pictureAt = (index: number) =>
    index % FACE_EVERY === 0 ? faces[(index / FACE_EVERY) % faces.length] : drawings[index % drawings.length];
  const { port, close } = await listenOnLoopback((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const page = pages.get(path);
    if (page !== undefined) return answer(response, 'text/html; charset=utf-8', page);
    const [, number] = /^\/picture\/(\d+)\.jpg$/.exec(path) ?? [];
    const picture = number === undefined ? undefined : pictureAt(Number(number));
    if (picture === undefined) return response.writeHead(404).end();
    const isEngine = request.headers['sec-fetch-dest'] === 'empty';
    if (isEngine) asked.add(path);
    // The engine has to come for each picture in each round, or nobody would know when it has.
    answer(response, 'image/jpeg', picture, isEngine ? 'no-store' : 'max-age=600');
  });
  const url = (path: string) => `http://127.0.0.1:${port}${path}`;
  return {
    gallery: url('/gallery'),
    churn: url('/churn'),
    hasAskedForFirst: (count) =>
      Array.from({ length: count }, (_, index) => pictureAddress(index)).every((path) => asked.has(path)),
    forget: () => asked.clear(),
    close,
  };
}
