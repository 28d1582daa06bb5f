/**
 * Everything that Mien is held to: format, lint, types, builds, budgets, rules for the built code, and all tests.
 * The last line says how many passed and failed; the exit code is 0 where none failed.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension, packExtension, packExtensionElsewhere } from './lib/build-extension.ts';
import { BUILT_CODE_RULES } from './lib/built-code-rules.ts';
import { type BuiltFile, readBuiltFiles } from './lib/built-files.ts';
import { type Budget, spend } from './lib/bundle-budgets.ts';
import { packageProgram } from './lib/package-program.ts';
import { runNode } from './lib/run-program.ts';
import { countVitest, type Totals } from './lib/vitest-totals.ts';

const totals = { passed: 0, failed: 0, skipped: [] as string[] };

/** Runs one check, prints what became of it and counts it. */
async function check(name: string, run: () => Promise<boolean> | boolean): Promise<void> {
  const start = performance.now();
  let passed = false;
  try {
    passed = await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  totals[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? '✓' : '✗'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

const succeeds = async (file: string, ...args: string[]) => (await runNode(file, args)) === 0;

async function checkBudgets(files: readonly BuiltFile[]): Promise<void> {
  const { kilobytes } = JSON.parse(await readFile('scripts/budgets.json', 'utf8')) as { kilobytes: Budget[] };
  for (const { what, kilobytes: spent, limit, withinLimit } of spend(files, kilobytes)) {
    await check(`${what}: ${spent.toFixed(1)} of ${limit} kB`, () => withinLimit);
  }
}

async function checkBuiltCode(files: readonly BuiltFile[], where = ''): Promise<void> {
  for (const rule of BUILT_CODE_RULES) {
    await check(`${rule.name}${where}`, () => {
      const problems = rule.check(files);
      for (const problem of problems) console.error(problem);
      return problems.length === 0;
    });
  }
}

async function runVitest(args: readonly string[]): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'mien-report-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    await runNode(packageProgram('vitest'), ['run', ...reporters, ...args]);
    return countVitest(JSON.parse(await readFile(report, 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const biome = packageProgram('@biomejs/biome');
await check('format', () => succeeds(biome, 'check', '--linter-enabled=false', '.'));
await check('lint', () => succeeds(biome, 'lint', '--error-on-warnings', '.'));
await check('types', async () => {
  const isPrepared = await succeeds(packageProgram('wxt'), 'prepare');
  return isPrepared && (await succeeds(packageProgram('typescript', 'tsc'), '--noEmit'));
});

await check('mutation check, of one small file', () =>
  succeeds('scripts/run.mjs', 'mutation', '--anew', 'engine/content-hash.ts'),
);

let extension: string | undefined;
await check('build', async () => {
  extension = await buildExtension();
  return extension !== undefined;
});
if (extension !== undefined) {
  const files = readBuiltFiles(extension);
  await checkBudgets(files);
  await checkBuiltCode(files);
  await check('packed here and in another folder: the same bytes', async () => {
    const [first, second] = [await packExtension(), await packExtensionElsewhere()];
    return first.equals(second);
  });
}

let forFirefox: string | undefined;
await check('build for Firefox', async () => {
  forFirefox = await buildExtension('production', 'firefox');
  return forFirefox !== undefined;
});
if (forFirefox !== undefined) await checkBuiltCode(readBuiltFiles(forFirefox), ', for Firefox');

const tests = await runVitest(process.argv.slice(3));
totals.passed += tests.passed;
totals.failed += tests.failed;
for (const name of tests.skipped) console.log(`skipped: ${name}`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
