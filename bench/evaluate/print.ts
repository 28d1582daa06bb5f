import type { Figures } from './figures.ts';
import type { Report } from './judge.ts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

export function printReport({ model, images, unreadable, noFace, figures }: Report): void {
  console.log(`\n${model}`);
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
    console.log(`    ${label.padEnd(10)}${row}  ${percent(recall[label] ?? 0).padStart(7)}`);
  }
}
