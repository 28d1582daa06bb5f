import type { MemorySample } from './processes.ts';

/** A moment that the figure marks. */
export interface Mark {
  readonly at: number;
  readonly text: string;
}

const WIDTH = 900;
const HEIGHT = 380;
const EDGE = { left: 60, right: 20, top: 50, bottom: 44 };
const GRID = 5;

/** The next number of the row 1, 2, 5, 10, 20, … that is not less. */
function roundUp(number: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(number, 1)));
  return (([1, 2, 5, 10] as const).find((step) => step * power >= number) ?? 10) * power;
}

function line(points: readonly (readonly [number, number])[], colour: string): string {
  const path = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
}

/** Memory over time in SVG, with the limit and the moments that matter. */
export function plotMemory(samples: readonly MemorySample[], limit: number, marks: readonly Mark[]): string {
  const end = Math.max(1, ...samples.map(({ at }) => at));
  const most = roundUp(Math.max(limit, ...samples.map(({ extension, gpu }) => Math.max(extension, gpu))));
  const x = (at: number) => EDGE.left + (at / end) * (WIDTH - EDGE.left - EDGE.right);
  const y = (megabytes: number) =>
    HEIGHT - EDGE.bottom - (megabytes / most) * (HEIGHT - EDGE.top - EDGE.bottom);
  const steps = Array.from({ length: GRID + 1 }, (_, step) => step / GRID);
  const grid = steps.flatMap((share) => [
    `<path d="M${EDGE.left} ${y(share * most)}H${WIDTH - EDGE.right}" stroke="#ddd"/>`,
    `<text x="${EDGE.left - 8}" y="${y(share * most) + 4}" text-anchor="end">${Math.round(share * most)}</text>`,
    `<text x="${x(share * end)}" y="${HEIGHT - EDGE.bottom + 18}" text-anchor="middle">${((share * end) / 60).toFixed(1)}</text>`,
  ]);
  const moments = marks.map(
    ({ at, text }, index) =>
      `<path d="M${x(at)} ${EDGE.top}V${HEIGHT - EDGE.bottom}" stroke="#999" stroke-dasharray="3 3"/>
<text x="${Math.min(x(at) + 4, WIDTH - 130)}" y="${EDGE.top + 14 + 14 * (index % 4)}" fill="#555">${text}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">
<title>Memory under load</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${EDGE.left}" y="24" font-size="16" font-weight="600">Memory under load, MB over minutes</text>
<text x="${WIDTH - EDGE.right}" y="24" text-anchor="end"><tspan fill="#0b6e4f">extension</tspan> <tspan fill="#b26a00">GPU process</tspan> <tspan fill="#b00020">limit</tspan></text>
${grid.join('\n')}
<path d="M${EDGE.left} ${y(limit)}H${WIDTH - EDGE.right}" stroke="#b00020" stroke-dasharray="6 4"/>
${moments.join('\n')}
${line(
  samples.map(({ at, extension }) => [x(at), y(extension)] as const),
  '#0b6e4f',
)}
${line(
  samples.map(({ at, gpu }) => [x(at), y(gpu)] as const),
  '#b26a00',
)}
</svg>
`;
}
