/**
 * What Mien costs a page: a gallery of 1,000 images and 200 faces, and a page that adds and removes 1,000 images a second, in
 * a browser with Mien and in one without, by turns, as the browser's own tracing has it.
 * `npm run bench:page -- --rounds 3 --json`. Ends with 1 where a bound is broken.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describeMachine } from '../lib/machine.ts';
import { type ChurnCost, weatherChurn } from './churn-scenario.ts';
import { type GalleryCost, visitGallery } from './gallery-scenario.ts';
import { type GallerySite, startGallerySite } from './gallery-site.ts';
import { judge, type Round } from './judge.ts';
import { openBareSide, openMienSide, type Side } from './side.ts';

const RESULTS = join('bench', 'results');
const SCRIPT = join('.output', 'chrome-mv3', 'content-scripts', 'page.js');

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
});

async function measure(side: Side, site: GallerySite): Promise<{ gallery: GalleryCost; churn: ChurnCost }> {
  return { gallery: await visitGallery(side, site), churn: await weatherChurn(side, site) };
}

/** Both sides by turns, so that whatever else the machine does falls on both. */
async function playRounds(count: number): Promise<Round[]> {
  const site = await startGallerySite();
  const bare = await openBareSide();
  const mien = await openMienSide();
  try {
    // The engine starts, and reads each picture for the first time: that is measured by `bench:engine`.
    await visitGallery(mien, site);
    const rounds: Round[] = [];
    for (let round = 0; round < count; round += 1) {
      rounds.push({ bare: await measure(bare, site), mien: await measure(mien, site) });
      console.error(`round ${round + 1} of ${count}`);
    }
    return rounds;
  } finally {
    await Promise.all([bare.close(), mien.close(), site.close()]);
  }
}

const rounds = await playRounds(Number(values.rounds));
const gzipped = gzipSync(await readFile(SCRIPT), { level: 9 }).length / 1000;
const rows = judge(rounds, gzipped);
const machine = describeMachine();
await mkdir(RESULTS, { recursive: true });
await writeFile(join(RESULTS, 'page.json'), JSON.stringify({ machine, rows, rounds }, null, 2));
if (values.json) console.log(JSON.stringify({ machine, rows }, null, 2));
else {
  console.log(`${rounds.length} rounds; ${machine.cores} cores, ${machine.processor}; load ${machine.load}`);
  console.table(Object.fromEntries(rows.map(({ what, ...row }) => [what, row])));
}
process.exitCode = rows.every(({ holds }) => holds !== false) ? 0 : 1;
