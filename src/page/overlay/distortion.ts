import { parentInView } from './anchorage.ts';

/** What of a matrix may differ from an upright one, per unit of its scale: a degree is not seen. */
const TOLERANCE = 0.02;

/** What an element's own style does to its axes: CSS Transforms 2, section 7, without what only moves it. */
function ownMatrix({ rotate, scale, transform }: CSSStyleDeclaration): DOMMatrix | undefined {
  if (rotate === 'none' && scale === 'none' && transform === 'none') return undefined;
  const matrix = new DOMMatrix();
  if (rotate !== 'none') matrix.multiplySelf(rotation(rotate));
  if (scale !== 'none') matrix.multiplySelf(scaling(scale));
  if (transform !== 'none') matrix.multiplySelf(new DOMMatrix(transform));
  return matrix;
}

/** A computed `rotate`: an angle in degrees, after an axis where that is not the z axis. */
function rotation(computed: string): DOMMatrix {
  const terms = computed.split(' ');
  const angle = Number.parseFloat(terms.at(-1) ?? '');
  const [x = 0, y = 0, z = 0] =
    terms.length === 4
      ? terms.slice(0, 3).map(Number)
      : [terms[0] === 'x', terms[0] === 'y', terms.length === 1].map(Number);
  return new DOMMatrix().rotateAxisAngle(x, y, z, angle);
}

/** A computed `scale`: one to three numbers. */
function scaling(computed: string): DOMMatrix {
  const [x = 1, y = x, z = 1] = computed.split(' ').map(Number);
  return new DOMMatrix().scale(x, y, z);
}

function isUpright(matrix: DOMMatrix): boolean {
  const { m11, m12, m13, m21, m22, m23, m14, m24 } = matrix;
  const least = TOLERANCE * Math.min(m11, m22);
  return least > 0 && [m12, m13, m21, m23, m14, m24].every((part) => Math.abs(part) <= least);
}

/** Whether the page shows an element turned, mirrored or sheared. Costs a style look-up for each ancestor. */
function isTurned(element: Element): boolean {
  let whole: DOMMatrix | undefined;
  for (let up: Element | null = element; up; up = parentInView(up)) {
    const style = getComputedStyle(up);
    // Boxes in a line of text are not transformed; replaced elements, such as the first here, are.
    if (up !== element && (style.display === 'inline' || style.display === 'contents')) continue;
    const own = ownMatrix(style);
    if (own) whole = whole ? own.multiply(whole) : own;
  }
  return whole !== undefined && !isUpright(whole);
}

/** Why frames would not lie on the faces of this picture; nothing where they would. */
export function distortionOf(element: Element): string | undefined {
  if (isTurned(element))
    return 'The image is turned or mirrored on the page; Mien cannot mark its faces yet.';
  return undefined;
}
