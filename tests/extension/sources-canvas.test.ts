import { describe, expect, it } from 'vitest';
import {
  clickReadFaces,
  readFaces,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;
const astronaut = 'astronaut.png' as const;
const PHOTO = '/photos/astronaut.png';

/** A page that draws a photo on a canvas; `draw` gets `canvas`, `image` and whatever it makes of them. */
const drawing = (draw: string, photo = PHOTO) => `<canvas width="450" height="450"></canvas><script>
  const canvas = document.querySelector('canvas');
  const image = new Image();
  image.onload = () => { ${draw} };
  image.src = '${photo}';
</script>`;
const FLAT = "const context = canvas.getContext('2d');";

/** Draws a texture over the whole canvas with WebGL. */
const SPATIAL = `
  const gl = canvas.getContext('webgl', OPTIONS);
  const shader = (type, source) => {
    const made = gl.createShader(type);
    gl.shaderSource(made, source);
    gl.compileShader(made);
    return made;
  };
  const program = gl.createProgram();
  gl.attachShader(program, shader(gl.VERTEX_SHADER,
    'attribute vec2 p; varying vec2 t; void main() { t = vec2(p.x, 1. - p.y); gl_Position = vec4(p * 2. - 1., 0., 1.); }'));
  gl.attachShader(program, shader(gl.FRAGMENT_SHADER,
    'precision mediump float; uniform sampler2D s; varying vec2 t; void main() { gl_FragColor = texture2D(s, t); }'));
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  const draw = () => gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);`;

describe('a canvas', () => {
  it('that is flat', async () => {
    const page = await mien.open(drawing(`${FLAT} context.drawImage(image, 0, 0, 450, 450);`));
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('canvas') }]);
  });

  it('that is shown at another size', async () => {
    const page = await mien.open(
      `<style>canvas { width: 300px; height: 300px; border: 9px solid; }</style>${drawing(`${FLAT} context.drawImage(image, 0, 0, 450, 450);`)}`,
    );
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('canvas') }]);
  });

  it('that WebGL draws and keeps', async () => {
    const page = await mien.open(
      drawing(SPATIAL.replace('OPTIONS', '{ preserveDrawingBuffer: true }').concat('draw();')),
    );
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('canvas') }]);
  });

  it('that WebGL draws in every frame and does not keep', async () => {
    const page = await mien.open(
      drawing(
        SPATIAL.replace('OPTIONS', '{}').concat(
          'const loop = () => { draw(); requestAnimationFrame(loop); }; loop();',
        ),
      ),
    );
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('canvas') }]);
  });

  it('that is drawn when the person does something', async () => {
    const page = await mien.open(
      drawing(`${FLAT} addEventListener('click', () => context.drawImage(image, 0, 0, 450, 450));`),
    );
    await page.waitForFunction(() => document.querySelector('canvas') !== null);
    await page.locator('canvas').click();
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('canvas') }]);
  });

  it('that is drawn over', async () => {
    const page = await mien.open(
      drawing(`${FLAT} context.drawImage(image, 0, 0, 450, 450);
        addEventListener('keyup', () => { context.fillStyle = '#456'; context.fillRect(0, 0, 450, 450); });`),
    );
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('canvas') }]);
    await page.keyboard.press('a');
    await waitForFaces(page, 0);
  });

  it('that moves is left alone until the person asks', async () => {
    const page = await mien.open(
      drawing(`${FLAT} let hue = 0; const loop = () => {
        context.drawImage(image, 0, 0, 450, 450);
        context.fillStyle = 'hsl(' + (hue = (hue + 7) % 360) + ' 90% 50% / .4)';
        context.fillRect(0, 0, 450, 60 + hue % 200);
        requestAnimationFrame(loop);
      };
      context.drawImage(image, 0, 0, 450, 450);
      addEventListener('keyup', loop, { once: true });`),
    );
    // It is seen before it moves.
    await waitForFaces(page, 1);
    await page.keyboard.press('a');
    const canvas = page.locator('canvas');
    // After three looks that found it changed it counts as moving, and what they may have shown is gone.
    const seen = async () => {
      const [state] = await mien.control.statesOf(page, { images: false });
      return state?.counts.seen;
    };
    await waitUntil(seen, (count) => count === 0);
    await waitForFaces(page, 0);
    await canvas.click({ button: 'right', position: { x: 200, y: 400 } });
    await clickReadFaces(mien, page, '');
    await waitForFaces(page, 1);
  });
});

describe('a canvas that no script may read is read from the screen', () => {
  it('where it holds pixels of another site', async () => {
    const page = await mien.open(
      drawing(`${FLAT} context.drawImage(image, 0, 0, 450, 450);`, site.url(PHOTO, 'photos.localhost')),
    );
    await page.bringToFront();
    await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('canvas') }]);
  });

  it('where WebGL drew it once and did not keep it, when the person asks', async () => {
    const page = await mien.open(drawing(SPATIAL.replace('OPTIONS', '{}').concat('draw();')));
    await page.bringToFront();
    const canvas = page.locator('canvas');
    await canvas.click({ button: 'right', position: { x: 200, y: 400 } });
    await clickReadFaces(mien, page, '');
    await waitForKnownFaces(page, [{ photo: astronaut, at: canvas }]);
  });
});

it('reads nothing of an empty canvas', async () => {
  const page = await mien.open(`<canvas width="400" height="400"></canvas><img src="${PHOTO}" width="300">`);
  await waitForKnownFaces(page, [{ photo: astronaut, at: page.locator('img') }]);
  expect(await readFaces(page)).toHaveLength(1);
  expect(site.requests.length).toBeGreaterThan(0);
});
