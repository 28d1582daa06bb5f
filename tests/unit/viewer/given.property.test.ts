import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { takeHandedPicture } from '../../../src/tabs/viewer-tab.ts';
import { gatherChosen, givenAddress, MOST_FILES } from '../../../src/viewer/gather-files.ts';
import { svgText } from '../../../src/viewer/svg-text.ts';
import { svgWeight } from '../../../src/viewer/svg-weight.ts';
import { nestedEntities, nestedUses } from '../../corpus/svg.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { hostileJson, isPolluted } from '../support/hostile.ts';

afterAll(() => expect(isPolluted()).toBe(false));

describe('a text that is pasted or typed', () => {
  it('is one address or none', () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.domain(),
      fc.array(fc.webUrl(), { minLength: 2, maxLength: 4 }).map((urls) => urls.join('\r\n')),
      fc.base64String().map((data) => `DATA:image/png;base64,${data}`),
      fc.constantFrom('javascript:alert(1)', 'file:///etc/passwd', ' \n ', 'a b', '://', 'https://', '\0'),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const given = givenAddress(typed);
        expect(given.length).toBeLessThanOrEqual(1);
        for (const { origin, name } of given) {
          if (origin.kind === 'bytes') expect(origin.dataUrl).toMatch(/^data:/i);
          else expect(origin.kind === 'address' && URL.canParse(origin.url)).toBe(true);
          expect(typed).toContain(name);
          expect(name).not.toMatch(/\s/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('files', () => {
  it('of any names are all given, in an order that is always the same', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 30 }), (names) => {
        // Node's files know no folder, which a browser calls an empty one.
        const files = names.map((name) => Object.assign(new File([], name), { webkitRelativePath: '' }));
        const { pictures, leftOut } = gatherChosen(files);
        expect(leftOut).toBe(0);
        expect(pictures.length).toBeLessThanOrEqual(MOST_FILES);
        expect(pictures.map(({ name }) => name).sort()).toEqual(files.map(({ name }) => name).sort());
      }),
    );
  });
});

describe('a picture that is handed over', () => {
  it('is what was put there, or is gone: never anything else', async () => {
    const sound = fc.record({ url: fc.webUrl(), name: fc.string(), page: fc.string() });
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.oneof(sound, hostileJson), async (id, stored) => {
        await browser.storage.session.set({ [`handed-to-viewer:${id}`]: stored });
        const taken = await takeHandedPicture(`?handed=${id}`);
        if (taken !== 'gone') expect(stored).toMatchObject(taken as object);
        expect(await takeHandedPicture(`?handed=${id}`)).toBe('gone');
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (search) => {
        expect([undefined, 'gone']).toContain(await takeHandedPicture(search));
      }),
    );
  });
});

describe('the text of a drawing', () => {
  it('is read in the encoding that it is written in', () => {
    const text = fc.string({ unit: 'grapheme' }).map((inside) => `<svg>${inside}</svg>`);
    fc.assert(
      fc.property(text, (svg) => {
        const utf16 = Buffer.from(svg, 'utf16le');
        expect(svgText(Uint8Array.from(Buffer.from(svg)))).toBe(svg);
        expect(svgText(Uint8Array.from(utf16))).toBe(svg);
        expect(svgText(Uint8Array.from([0xff, 0xfe, ...utf16]))).toBe(svg);
        expect(svgText(Uint8Array.from(Buffer.from(utf16).swap16()))).toBe(svg);
        expect(svgText(Uint8Array.from([0xfe, 0xff, ...Buffer.from(utf16).swap16()]))).toBe(svg);
      }),
    );
  });

  it('is some text, whatever the bytes and the encoding that they claim', () => {
    const label = fc.oneof(fc.string(), fc.constantFrom('ISO-2022-JP', 'UTF-16', 'UTF-7', 'x'.repeat(300)));
    fc.assert(
      fc.property(label, fc.uint8Array(), (encoding, bytes) => {
        const head = Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`);
        expect(typeof svgText(Uint8Array.from([...head, ...bytes]))).toBe('string');
        expect(typeof svgText(Uint8Array.from(bytes))).toBe('string');
      }),
    );
    // In ISO-2022-JP what looks like the beginning of a comment may be a letter, and hides nothing.
    const hidden =
      '<?xml version="1.0" encoding="iso-2022-jp"?><svg>\x1b$B<!--\x1b(B<g id="a"/><use href="#a"/></svg>';
    expect(svgWeight(svgText(Uint8Array.from(Buffer.from(hidden))))).toBe(1);
  });
});

describe('the weight of a drawing', () => {
  const markup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<g>',
          '</g>',
          '<use href="#a"/>',
          '<g id="a">',
          '<!--',
          '-->',
          '<![CDATA[',
          ']]>',
          '&e1;',
        ),
        fc.constantFrom(
          '<!ENTITY e1 "&e1;&e1;">',
          '<!ENTITY e1 "<use/>">',
          '<style>',
          '</style>',
          'url(#a)',
          '"',
          '>',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));

  it('is a number for any text', () => {
    fc.assert(
      fc.property(markup, (text) => void expect(svgWeight(text)).toBeGreaterThanOrEqual(0)),
      { numRuns: 1000 },
    );
  });

  it('grows as what it repeats', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), (levels, times) => {
        // What the last group shows alone; that it is counted where it is defined, too, does not hide it.
        expect(svgWeight(nestedUses(levels, times))).toBeGreaterThanOrEqual(times ** levels);
        expect(svgWeight(nestedUses(levels, times))).toBeLessThanOrEqual(12 * (times + 1) ** levels);
      }),
    );
  });

  it('is nothing where nothing is repeated, and without end where it grows without end', () => {
    expect(svgWeight(`<svg>${'<path d="M0 0"/>'.repeat(50_000)}</svg>`)).toBe(0);
    expect(svgWeight('<svg><g id="a"><use href="#a"/></g></svg>')).toBe(0);
    expect(svgWeight(nestedEntities(10, 10))).toBe(Number.POSITIVE_INFINITY);
    expect(svgWeight(nestedEntities(2, 3))).toBe(0);
    const chain = Array.from(
      { length: 30 },
      (_, i) => `<g id="p${i + 1}" mask="url(#p${i})"><path fill="url(#p${i})"/></g>`,
    );
    expect(svgWeight(`<svg><g id="p0"/>${chain.join('')}</svg>`)).toBeGreaterThan(1e8);
    const inEntities = '<!DOCTYPE svg [<!ENTITY g "<use href=\'#a\'/>">]><svg><path id="a"/>&g;&g;</svg>';
    expect(svgWeight(inEntities)).toBe(2);
  });

  it('takes linear time', () => {
    const shapes = [
      '<'.repeat(300_000),
      '<a "'.repeat(100_000),
      '<g>'.repeat(300),
      `${'<g>'.repeat(100_000)}`,
      '<!--'.repeat(100_000),
      '&a;'.repeat(100_000),
      '<!ENTITY a "'.repeat(30_000),
      `<svg>${'<use href="#a"/>'.repeat(50_000)}</svg>`,
    ];
    const weighAll = () => shapes.forEach((text) => void svgWeight(text));
    expect(cpuTime(weighAll)).toBeLessThan(5000);
  });
});
