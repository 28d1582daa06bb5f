import type { ByLibrary } from './measure.ts';
import { LIBRARIES, type Library } from './options.ts';

/** One measurement as a group of bars. */
export interface Panel {
  readonly title: string;
  readonly values: ByLibrary<number>;
}

const COLOURS: Readonly<Record<Library, string>> = {
  mien: '#0b6e4f',
  human: '#b26a00',
  'face-api-tiny': '#4a6fa5',
  'face-api-ssd': '#8a5a9e',
};
const WIDTH = 760;
const LABELS = 120;
const VALUES = 70;
const BAR = 20;
const GAP = 6;
const TITLE = 30;

/** A figure in SVG: a group of bars for each panel, one under the other. */
export function plot(heading: string, panels: readonly Panel[]): string {
  let top = 44;
  const parts = panels.map((panel) => {
    const part = drawPanel(panel, top);
    top += TITLE + rowsOf(panel).length * (BAR + GAP) + 14;
    return part;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>${escapeText(heading)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="16" y="26" font-size="16" font-weight="600">${escapeText(heading)}</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function rowsOf({ values }: Panel): [Library, number][] {
  return LIBRARIES.flatMap((library) => {
    const value = values[library];
    return value === undefined ? [] : [[library, value] satisfies [Library, number]];
  });
}

function drawPanel(panel: Panel, top: number): string {
  const rows = rowsOf(panel);
  const most = Math.max(1e-9, ...rows.map(([, value]) => value));
  const scale = (WIDTH - LABELS - VALUES - 32) / most;
  const bars = rows.map(([library, value], index) => {
    const y = top + TITLE + index * (BAR + GAP);
    const end = LABELS + 16 + value * scale;
    return [
      `<text x="${LABELS + 8}" y="${y + 15}" text-anchor="end">${library}</text>`,
      `<rect x="${LABELS + 16}" y="${y}" width="${(value * scale).toFixed(1)}" height="${BAR}" fill="${COLOURS[library]}"/>`,
      `<text x="${(end + 6).toFixed(1)}" y="${y + 15}">${value}</text>`,
    ].join('\n');
  });
  return [`<text x="16" y="${top + 18}" font-weight="600">${escapeText(panel.title)}</text>`, ...bars].join(
    '\n',
  );
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
