import { describe, expect, it } from 'vitest';
import { bytes, type Route, useMien, waitForFaces, waitForKnownFaces } from './harness/index.ts';

const mien = await useMien();
const { site } = mien;
const astronaut = 'astronaut.png' as const;
const PHOTO = '/photos/astronaut.png';
const IMAGE = `<img src="${PHOTO}" width="300" height="300">`;
const WHOLE = `<img src='${site.url(PHOTO)}' width='300' height='300'>`;
const FRAME = 'width="420" height="400"';

/** A page with more headers than its type. */
function page(body: string, headers: Record<string, string>): Route {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(body);
  };
}

describe('a frame', () => {
  it.each([
    ['by srcdoc', `<iframe ${FRAME} srcdoc="${WHOLE}"></iframe>`],
    ['of a data: address', `<iframe ${FRAME} src="data:text/html,${encodeURIComponent(WHOLE)}"></iframe>`],
    ['in a sandbox', `<iframe ${FRAME} sandbox srcdoc="${WHOLE}"></iframe>`],
    [
      'of a blob: address',
      `<iframe ${FRAME}></iframe><script>
        document.querySelector('iframe').src = URL.createObjectURL(new Blob([\`${WHOLE}\`], { type: 'text/html' }));
      </script>`,
    ],
    [
      'that the page writes into',
      `<iframe ${FRAME}></iframe><script>
        const inner = frames[0].document;
        inner.open();
        inner.write(\`${WHOLE}\`);
        inner.close();
      </script>`,
    ],
  ])('%s', async (_of, body) => {
    const opened = await mien.open(`<p>Frame</p>${body}`);
    await waitForKnownFaces(opened, [{ photo: astronaut, at: opened.frameLocator('iframe').locator('img') }]);
  });
});

describe('a document', () => {
  it('that is written anew while it is read', async () => {
    const opened = await mien.open(IMAGE);
    await waitForFaces(opened, 1);
    await opened.evaluate((image) => {
      document.open();
      document.write(`<!doctype html><p>Anew</p><div><img width="320" height="320"></div>`);
      document.close();
      const late = document.querySelector('img');
      if (late) setTimeout(() => late.setAttribute('src', image), 300);
    }, `${PHOTO}?late`);
    await waitForKnownFaces(opened, [{ photo: astronaut, at: opened.locator('img') }]);
  });

  it('that is XHTML', async () => {
    const xhtml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
      <p>Text</p><img src="${PHOTO}" width="300" height="300" alt=""/></body></html>`;
    const opened = await mien.open(bytes('application/xhtml+xml', xhtml));
    await waitForKnownFaces(opened, [{ photo: astronaut, at: opened.locator('img') }]);
  });

  it('that forbids nearly everything by its policy, and asks for Trusted Types', async () => {
    const policy =
      "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox";
    const opened = await mien.open(
      page(
        `<!doctype html><p>x</p>${IMAGE}<div id="at" style="width: 280px; height: 280px; background: url(${PHOTO}) 0 0 / cover"></div>`,
        {
          'content-security-policy': policy,
        },
      ),
    );
    await waitForKnownFaces(opened, [
      { photo: astronaut, at: opened.locator('img') },
      { photo: astronaut, at: opened.locator('#at') },
    ]);
  });

  it('whose body is taken away and put back', async () => {
    const opened = await mien.open(`<p>x</p>${IMAGE}`);
    await waitForFaces(opened, 1);
    await opened.evaluate(() => {
      const { body } = document;
      body.remove();
      setTimeout(() => document.documentElement.append(body), 200);
    });
    await waitForKnownFaces(opened, [{ photo: astronaut, at: opened.locator('img') }]);
  });

  /** Where the page has put things, because such a page cannot be measured by scripts either. */
  const PLACED = 'position: absolute; width: 300px; height: 300px; top: 50px;';
  const LEFT = { x: 20, y: 50, width: 300, height: 300 };
  const RIGHT = { ...LEFT, x: 400 };

  it('whose elements are named like what scripts read', async () => {
    const names =
      'body documentElement hidden querySelectorAll elementsFromPoint styleSheets head scrollingElement';
    const fields =
      'parentNode parentElement isConnected nodeType querySelectorAll getAttribute matches assignedSlot getBoundingClientRect localName children compareDocumentPosition contains';
    const named = (tag: string, list: string) =>
      list
        .split(' ')
        .map((name) => `<${tag} name="${name}">`)
        .join('');
    const opened = await mien.open(
      `${named('img', names)}<form id="form">${named('input type="hidden"', fields)}
        <img src="${PHOTO}" style="${PLACED} left: 20px">
        <div style="${PLACED} left: 400px; background: url(${PHOTO}) 0 0 / cover"></div></form>`,
    );
    await waitForKnownFaces(opened, [
      { photo: astronaut, at: LEFT },
      { photo: astronaut, at: RIGHT },
    ]);
    await opened.evaluate(() => Element.prototype.remove.call(window['form' as keyof Window]));
    await waitForFaces(opened, 0);
  });

  it('that redefines what scripts use', async () => {
    const opened = await mien.open(`<script>
      for (const prototype of [Element.prototype, Document.prototype, Node.prototype, EventTarget.prototype]) {
        for (const name of ['querySelectorAll', 'matches', 'getBoundingClientRect', 'addEventListener', 'attachShadow']) {
          if (Object.hasOwn(prototype, name)) prototype[name] = () => { throw new Error('The page knows.'); };
        }
      }
      window.getComputedStyle = window.IntersectionObserver = window.MutationObserver = undefined;
    </script><img src="${PHOTO}" style="${PLACED} left: 20px">`);
    await waitForKnownFaces(opened, [{ photo: astronaut, at: LEFT }]);
  });

  it('in which a person writes', async () => {
    const opened = await mien.open(`<div id="text" contenteditable>Hello ${IMAGE}</div>`);
    const before = await opened.locator('#text').innerHTML();
    await waitForKnownFaces(opened, [{ photo: astronaut, at: opened.locator('img') }]);
    expect(await opened.locator('#text').innerHTML()).toBe(before);
    await opened.locator('#text').press('End');
    await opened.keyboard.type('World');
    await waitForKnownFaces(opened, [{ photo: astronaut, at: opened.locator('img') }]);
  });
});

it('follows an image into the document of a frame', async () => {
  const opened = await mien.open(`${IMAGE}<iframe ${FRAME} srcdoc="<p>x</p>"></iframe>`);
  await waitForFaces(opened, 1);
  await opened.evaluate(() => {
    const image = document.querySelector('img');
    const inner = document.querySelector('iframe')?.contentDocument;
    if (image && inner) inner.body.append(inner.adoptNode(image));
  });
  await waitForKnownFaces(opened, [{ photo: astronaut, at: opened.frameLocator('iframe').locator('img') }]);
});
