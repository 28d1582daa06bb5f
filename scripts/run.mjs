/**
 * Starts one of the scripts beside it: `node scripts/run.mjs start …`. Plain JavaScript, so that a Node that cannot
 * run TypeScript still gets to say so.
 */
if (!process.features.typescript) {
  console.error(
    `Mien needs Node 22.18 or newer to build (this is ${process.version}), and "npm ci" found none for this system: install one from nodejs.org.`,
  );
  process.exit(1);
}

const tasks = {
  mutation: './mutation.ts',
  screenshots: './screenshots.ts',
  start: './start.ts',
  test: './test.ts',
};
await import(tasks[process.argv[2]]);
