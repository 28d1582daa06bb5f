import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** A picture file, and what is said below it. */
export interface Exhibit {
  readonly file: string;
  readonly alt: string;
  readonly caption: string;
  /** Shown at its own size rather than across the page. */
  readonly small?: boolean;
}

export interface Gallery {
  readonly title: string;
  /** A paragraph each. */
  readonly introduction: readonly string[];
  readonly exhibits: readonly Exhibit[];
}

function groupPhoto(number: number): Exhibit {
  return {
    file: resolve('node_modules', '@vladmandic', 'face-api', 'demo', `sample${number}.jpg`),
    alt: 'A group of people',
    caption: `Group photo ${number} of 6. Photo: Vladimir Mandic, from the demo folder of the npm package @vladmandic/face-api (MIT).`,
  };
}

/** The demo: seven photos of people, none of which is fetched from another machine. */
export const DEMO: Gallery = {
  title: 'Faces, read on your own machine',
  introduction: [
    'Mien finds the faces in these photos and says which expression each one shows. Hover a badge, or reach it with the Tab key, to see all scores. Right-click any image to have it read.',
    'An expression is what a face shows. It is not what the person feels. Nothing on this page leaves your machine.',
  ],
  exhibits: [
    {
      file: resolve('tests', 'fixtures', 'astronaut.png'),
      alt: 'Eileen Collins, astronaut',
      caption: 'Eileen Collins. Photo: NASA (public domain), from the Python package scikit-image.',
      small: true,
    },
    ...[1, 2, 3, 4, 5, 6].map(groupPhoto),
  ],
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Where a picture is served; the name of its file is in it, so that what is read can be matched to files. */
export function pictureAddress({ file }: Exhibit, index: number): string {
  return `/picture/${index}/${encodeURIComponent(basename(file))}`;
}

function figure(exhibit: Exhibit, index: number): string {
  const { alt, caption, small } = exhibit;
  const size = small ? ' class="small"' : '';
  return `<figure>
      <img src="${pictureAddress(exhibit, index)}" alt="${escapeHtml(alt)}" loading="lazy"${size}>
      <figcaption>${escapeHtml(caption)}</figcaption>
    </figure>`;
}

/** The page of a gallery; its pictures are at `pictureAddress`. */
export function galleryPage({ title, introduction, exhibits }: Gallery): string {
  const style = readFileSync(resolve('scripts', 'demo', 'gallery.css'), 'utf8');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <style>${style}</style>
  </head>
  <body>
    <header>
      <h1>${escapeHtml(title)}</h1>
      ${introduction.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n      ')}
    </header>
    <main>
    ${exhibits.map(figure).join('\n    ')}
    </main>
  </body>
</html>
`;
}
