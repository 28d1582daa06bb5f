import { describe, it } from 'vitest';
import { mapRect, useMien, waitForFaces, waitForKnownFaces } from './harness/index.ts';

const mien = await useMien();
const astronaut = 'astronaut.png' as const;
const IMAGE = '<img src="/photos/astronaut.png" width="400" height="400" style="display: block">';
/** The pictures of these pages fill their host's box, which the test can measure where the tree is closed. */
const HOST = 'style="display: block; width: 400px; height: 400px"';

async function expectAtHost(body: string) {
  const page = await mien.open(body);
  const box = await page.locator('#at').boundingBox();
  if (!box) throw new Error('The host has no box.');
  await waitForKnownFaces(page, [{ photo: astronaut, at: mapRect(box, box, box) }]);
  return page;
}

describe('a picture in a shadow tree', () => {
  it.each(['open', 'closed'])('that is %s', async (mode) => {
    await expectAtHost(`<div id="at" ${HOST}></div><script>
      document.querySelector('#at').attachShadow({ mode: '${mode}' }).innerHTML = \`${IMAGE}\`;
    </script>`);
  });

  it('declared in the markup', async () => {
    await expectAtHost(`<div id="at" ${HOST}><template shadowrootmode="closed">${IMAGE}</template></div>`);
  });

  it('inside another, in a slot', async () => {
    await expectAtHost(`<div id="at" ${HOST}>${IMAGE}</div><script>
      const outer = document.querySelector('#at').attachShadow({ mode: 'closed' });
      outer.innerHTML = '<section><slot></slot></section>';
      outer.firstChild.attachShadow({ mode: 'closed' }).innerHTML = '<slot></slot>';
    </script>`);
  });

  it('two deep, with a background from an adopted style sheet', async () => {
    await expectAtHost(`<div id="at" ${HOST}></div><script>
      const outer = document.querySelector('#at').attachShadow({ mode: 'closed' });
      outer.innerHTML = '<my-card></my-card>';
      const inner = outer.firstChild.attachShadow({ mode: 'closed' });
      inner.innerHTML = '<p class="face"></p>';
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.face { margin: 0; width: 400px; height: 400px; background: url(/photos/astronaut.png) 0 0 / cover }');
      inner.adoptedStyleSheets = [sheet];
    </script>`);
  });

  it('whose host is itself given a background from inside', async () => {
    await expectAtHost(`<my-hero id="at"></my-hero><script>
      document.querySelector('#at').attachShadow({ mode: 'closed' }).innerHTML =
        '<style>:host { display: block; width: 400px; height: 400px; background: url(/photos/astronaut.png) 0 0 / cover }</style>';
    </script>`);
  });

  it('of a custom element that is defined long after', async () => {
    const page = await mien.open(`<p>First</p>${IMAGE}<late-face id="at" ${HOST}></late-face>`);
    await waitForFaces(page, 1);
    await page.evaluate(
      (image) => {
        customElements.define(
          'late-face',
          class extends HTMLElement {
            connectedCallback() {
              this.attachShadow({ mode: 'closed' }).innerHTML = image;
            }
          },
        );
      },
      IMAGE.replace('.png', '.png?late'),
    );
    await waitForFaces(page, 2);
  });

  it('that a plain element is given long after, without any other change', async () => {
    const page = await mien.open(`<p>First</p>${IMAGE}<div id="at" ${HOST}></div>`);
    await waitForFaces(page, 1);
    await page.evaluate(
      (image) => {
        const root = document.querySelector('#at')?.attachShadow({ mode: 'closed' });
        if (root) root.innerHTML = image;
      },
      IMAGE.replace('.png', '.png?late'),
    );
    await waitForFaces(page, 2);
  });

  it('that changes, and goes', async () => {
    const page = await mien.open(`<div id="at" ${HOST}></div><script>
      const root = document.querySelector('#at').attachShadow({ mode: 'closed' });
      root.innerHTML = \`${IMAGE}\`;
      addEventListener('message', ({ data }) => { root.querySelector('img').src = data; });
    </script>`);
    await waitForFaces(page, 1);
    await page.evaluate(() => postMessage('/photos/sample6.jpg'));
    await waitForFaces(page, (faces) => faces.length > 1);
    await page.locator('#at').evaluate((node) => node.remove());
    await waitForFaces(page, 0);
  });
});
