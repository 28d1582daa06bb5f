const NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

function drawing(content: string, attributes = 'width="200" height="200"'): string {
  return `<svg ${NAMESPACE} ${attributes}>${content}</svg>`;
}

/** Each group uses the one before it so many times: ten levels of ten are ten thousand million squares. */
export function nestedUses(levels: number, times: number): string {
  const groups = Array.from({ length: levels }, (_, level) => {
    const uses = `<use xlink:href="#g${level}"/>`.repeat(times);
    return `<g id="g${level + 1}">${uses}</g>`;
  });
  return drawing(
    `<defs><rect id="g0" width="9" height="9"/>${groups.join('')}</defs><use href="#g${levels}"/>`,
  );
}

/** "A billion laughs": each entity is the one before it, so many times. */
export function nestedEntities(levels: number, times: number): string {
  const entities = Array.from(
    { length: levels },
    (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(times)}">`,
  );
  const declared = `<!DOCTYPE svg [<!ENTITY e0 "ha">${entities.join('')}]>`;
  return `<?xml version="1.0"?>${declared}${drawing(`<text y="20">&e${levels};</text>`)}`;
}

/** Drawings that would fetch, run, or grow, if anybody let them. `beacon` is an address that must never be asked for. */
export function hostileSvgs(beacon = 'http://127.0.0.1:9/'): [name: string, text: string][] {
  const b = (name: string) => `${beacon}${name}`;
  return [
    [
      'an SVG with a script',
      drawing(`<script>fetch("${b('script')}")</script><rect width="99" height="99"/>`),
    ],
    [
      'an SVG with handlers',
      drawing(
        `<rect width="99" height="99" onload="fetch('${b('onload')}')"/>`,
        `onload="fetch('${b('root')}')" width="200" height="200"`,
      ),
    ],
    [
      'an SVG with a picture from outside',
      drawing(`<image href="${b('image')}" width="99" height="99"/><rect width="50" height="50"/>`),
    ],
    [
      'an SVG with a style from outside',
      `<?xml-stylesheet href="${b('pi')}"?>${drawing(`<style>@import url("${b('import')}");</style><rect width="99" height="99"/>`)}`,
    ],
    [
      'an SVG with a page inside',
      drawing(
        `<foreignObject width="99" height="99"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${b('frame')}"/></foreignObject>`,
      ),
    ],
    ['an SVG with a use from outside', drawing(`<use href="${b('use')}#x"/><rect width="99" height="99"/>`)],
    [
      'an SVG with an entity from outside',
      `<!DOCTYPE svg [<!ENTITY x SYSTEM "${b('entity')}">]>${drawing('<text y="20">&x;</text>')}`,
    ],
    ['an SVG that names a file', drawing('<image href="file:///etc/passwd" width="99" height="99"/>')],
    ['an SVG with nested uses', nestedUses(10, 10)],
    ['an SVG with nested entities', nestedEntities(10, 10)],
    [
      'an SVG of a million pixels across',
      drawing('<rect width="99" height="99"/>', 'width="1000000" height="1000000"'),
    ],
    ['an SVG without a size', drawing('<rect width="99" height="99"/>', '')],
    ['an SVG that is cut off', drawing('<rect width="99" height="99"/>').slice(0, 150)],
    ['an SVG that uses itself', drawing('<g id="a"><use href="#a"/></g><use href="#a"/>')],
  ];
}
