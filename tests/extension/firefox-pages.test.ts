import { describe, expect, it } from 'vitest';
import { clickInContextMenu } from './harness/firefox/context-menu.ts';
import type { FirefoxPage } from './harness/firefox/firefox-page.ts';
import { inFirefox } from './harness/firefox/use-firefox.ts';
import { behindLogin, bytes, html, login, onlyAsImage, photo, waitUntil } from './harness/index.ts';
import { expectedFaces, type FaceMatch, waitForMatches } from './harness/known-faces.ts';
import { PHOTO_NAMES, type PhotoName, photoBytes } from './harness/photos.ts';

const READ_HERE = 'Read the faces in the picture here';

/** Waits until exactly the known faces of the photo are drawn on it. */
function knownFacesOn(page: FirefoxPage, name: PhotoName, selector = 'img'): Promise<FaceMatch[]> {
  return waitForMatches(async () => ({
    faces: await page.faces(),
    expected: expectedFaces(name, await page.place(selector)),
  }));
}

await inFirefox((mien) => {
  const { site } = mien;
  site.route('/only-as-image.png', onlyAsImage(photo('astronaut.png')));
  site.route('/members.png', behindLogin(photo('astronaut.png')));
  const dataUrl = `data:image/png;base64,${photoBytes('astronaut.png').toString('base64')}`;

  describe('a page in Firefox', () => {
    it.each(PHOTO_NAMES)(
      'has every face of %s at its place, with the expressions that are plain to see',
      async (name) => {
        const page = await mien.open(`<img src="/photos/${name}" width="1100">`);
        const plain = (await knownFacesOn(page, name)).filter(({ known }) => known.expression !== undefined);
        expect(plain.map(({ drawn }) => drawn?.expression)).toEqual(
          plain.map(({ known }) => known.expression),
        );
      },
    );

    it.each([
      [
        'a picture of another site',
        `<img src="${site.url('/photos/astronaut.png', 'other.localhost')}">`,
        'img',
      ],
      ['a data: address', `<img src="${dataUrl}">`, 'img'],
      [
        'a background',
        '<div id="a" style="width:300px;height:300px;background:url(/photos/astronaut.png) 0 0/cover"></div>',
        '#a',
      ],
      [
        'a drawing',
        '<svg width="400" height="400"><image href="/photos/astronaut.png" width="400" height="400"/></svg>',
        'image',
      ],
      [
        'a blob: address',
        '<img><script>fetch("/photos/astronaut.png").then((r) => r.blob()).then((b) => { document.querySelector("img").src = URL.createObjectURL(b); });</script>',
        'img',
      ],
      [
        'a canvas',
        '<canvas width="512" height="512"></canvas><script>const i = new Image(); i.onload = () => document.querySelector("canvas").getContext("2d").drawImage(i, 0, 0); i.src = "/photos/astronaut.png";</script>',
        'canvas',
      ],
      [
        'a closed shadow root',
        '<x-y style="display:block;width:300px;height:300px"></x-y><script>document.querySelector("x-y").attachShadow({ mode: "closed" }).innerHTML = "<img src=/photos/astronaut.png width=300 height=300>";</script>',
        'x-y',
      ],
    ])('is read in %s', async (_what, body, selector) => {
      const page = await mien.open(`<body style="margin:20px">${body}`);
      await knownFacesOn(page, 'astronaut.png', selector);
    });

    it('is read under a policy that forbids every script and style', async () => {
      const page = await mien.open((_request, response) => {
        response.writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy': "default-src 'none'; img-src 'self'; require-trusted-types-for 'script'",
        });
        response.end('<!doctype html><img src="/photos/astronaut.png">');
      });
      await knownFacesOn(page, 'astronaut.png');
      // Unstyled, the badge would stand in the text: a face has a frame that is drawn over the page.
      await waitUntil(
        () => page.overlayText(),
        (text) => text.includes('Happy'),
      );
    });

    it('is read in a frame of another site', async () => {
      site.route('/framed', html('<img src="/photos/astronaut.png" width="300">'));
      const page = await mien.open(
        `<iframe src="${site.url('/framed', 'other.localhost')}" width="500" height="400"></iframe>`,
      );
      const [frame] = await page.frames();
      if (frame === undefined) throw new Error('There is no frame.');
      await knownFacesOn(frame, 'astronaut.png');
    });

    it('is read where only those who are logged in get the picture', async () => {
      const page = await mien.open(login('<img src="/members.png">'));
      await knownFacesOn(page, 'astronaut.png');
    });

    it('is read from the screen where the server gives the picture to nobody but the page', async () => {
      const page = await mien.open(`<img src="${site.url('/only-as-image.png', 'other.localhost')}">`);
      await knownFacesOn(page, 'astronaut.png');
    });

    it('is not read where a server sends no picture', async () => {
      site.route('/no-picture.png', bytes('image/png', 'This is text.'));
      const page = await mien.open(
        '<img src="/no-picture.png" width="300" height="300"><img id="b" src="/photos/astronaut.png">',
      );
      await knownFacesOn(page, 'astronaut.png', '#b');
    });
  });

  it('a video in Firefox has its faces followed, once it is asked for', async () => {
    const page = await mien.open(
      `<video width="640" height="480" muted></video><br>
      <img id="still" src="/photos/astronaut.png" width="200"><script>
        const image = new Image();
        image.onload = () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
          const video = document.querySelector('video');
          video.srcObject = canvas.captureStream(20);
          setInterval(() => canvas.getContext('2d').drawImage(image, 80, 0, 480, 480), 50);
          video.play();
        };
        image.src = '/photos/astronaut.png';
      </script>`,
    );
    await page.evaluate(
      () => new Promise((resolve) => document.querySelector('video')?.requestVideoFrameCallback(resolve)),
    );
    // The picture below it is read meanwhile, and nothing else.
    const onImage = async () => expectedFaces('astronaut.png', await page.place('#still'));
    await waitForMatches(async () => ({ faces: await page.faces(), expected: await onImage() }));
    await clickInContextMenu(mien, page, 'video', 'Read the faces in this video, or stop');
    await waitForMatches(async () => {
      const video = await page.place('video');
      const picture = { x: video.x + 80, y: video.y, width: 480, height: 480 };
      const onVideo = expectedFaces('astronaut.png', picture);
      return { faces: await page.faces(), expected: [...onVideo, ...(await onImage())] };
    });
  });

  describe("the browser's context menu", () => {
    it.each([
      ['an image', '<img src="/photos/astronaut.png">', 'img'],
      [
        'a background',
        '<p style="width:300px;height:300px;background:url(/photos/astronaut.png) 0 0/cover"></p>',
        'p',
      ],
    ])('has %s read where annotation is switched off', async (_what, body, selector) => {
      await mien.changeSettings({ enabled: false });
      const page = await mien.open(body);
      await clickInContextMenu(mien, page, selector, READ_HERE);
      await knownFacesOn(page, 'astronaut.png', selector);
    });
  });
});
