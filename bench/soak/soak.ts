/**
 * Mien under load: many pictures of faces over many tabs of one browser, and then rest. Prints what it cost as a table, or as
 * JSON, and draws memory over time. `npm run soak -- --images 10000 --tabs 50`, `--minutes 30` to leave off then,
 * `--idle real|short|none`, `--json`. Ends with 1 where a bound is broken. Memory is read from /proc: Linux only.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine } from '../lib/machine.ts';
import { judge, LIMIT } from './judge.ts';
import { readOptions } from './options.ts';
import { plotMemory } from './plot.ts';
import { canMeasureMemory } from './processes.ts';
import { runSoak } from './run-soak.ts';

const RESULTS = join('bench', 'results');

const args = process.argv.slice(2);
const isJson = args.includes('--json');
const options = readOptions(args.filter((arg) => arg !== '--json'));
if (!(await canMeasureMemory())) {
  console.error('The soak reads memory from /proc, which this system does not have.');
  process.exit(2);
}

const { pictures, ...record } = await runSoak(options);
const rows = judge(record, pictures.kindOf);
const machine = describeMachine();
await mkdir(RESULTS, { recursive: true });
const { samples, marks } = record;
const told = { machine, options, rows, samples, marks };
await writeFile(join(RESULTS, 'soak.json'), JSON.stringify(told, null, 2));
await writeFile(join(RESULTS, 'soak.svg'), plotMemory(samples, LIMIT, marks));
if (isJson) console.log(JSON.stringify(told, null, 2));
else {
  console.table(Object.fromEntries(rows.map(({ what, ...row }) => [what, row])));
  console.log(`Memory over time: ${join(RESULTS, 'soak.svg')}; all of it: ${join(RESULTS, 'soak.json')}`);
}
process.exitCode = rows.every(({ holds }) => holds !== false) ? 0 : 1;
