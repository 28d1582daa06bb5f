import type { Figures } from './figures.ts';
import type { Report } from './judge.ts';
import type { FolderSet } from './sets.ts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** How folders were understood, for whoever wonders about a figure. */
export function printFolders({ meanings, leftOut }: FolderSet): void {
  console.log(`Folders: ${[...meanings].map(([name, expression]) => `${name} is ${expression}`).join(', ')}`);
  if (leftOut.length > 0) console.log(`Left out, naming no expression: ${leftOut.join(', ')}`);
}

export function printReport({ model, preparation, images, unreadable, noFace, figures }: Report): void {
  console.log(`\n${model}: ${preparation}`);
  console.log(`  ${images} images, ${unreadable.length} unreadable, ${noFace} without a face`);
  for (const { name, reason } of unreadable) console.log(`  not read: ${name}: ${reason}`);
  for (const [name, each] of Object.entries(figures)) printFigures(name, each);
}

function printFigures(
  name: string,
  { faces, accuracy, macroF1, recall, ece, confusion, labels }: Figures,
): void {
  console.log(`\n  ${name}: ${faces} faces, ${labels.length} classes`);
  console.log(
    `    accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}, calibration error ${ece.toFixed(4)}`,
  );
  console.log(
    `    ${'truth'.padEnd(10)}${labels.map((label) => label.slice(0, 8).padStart(9)).join('')}   recall`,
  );
  for (const [index, label] of labels.entries()) {
    const row = (confusion[index] ?? []).map((count) => String(count).padStart(9)).join('');
    const share = recall[label];
    console.log(
      `    ${label.padEnd(10)}${row}  ${(share === undefined ? 'no face' : percent(share)).padStart(7)}`,
    );
  }
}
