import type { Expression } from '../vision/types.ts';
import { ExpressionBar } from './ExpressionBar.tsx';

export interface BarsProps {
  readonly label: string;
  readonly labels: readonly Expression[];
  readonly values: readonly number[];
  readonly inWords: (value: number) => string;
}

/** One bar for every expression; values below zero go the other way. */
export function Bars({ label, labels, values, inWords }: BarsProps) {
  const most = Math.max(...values.map(Math.abs), 1e-9);
  const hasNegative = values.some((value) => value < 0);
  return (
    <ul class="bars" aria-label={label} data-signed={hasNegative}>
      {labels.map((expression, index) => {
        const value = values[index] ?? 0;
        const share = (Math.abs(value) / most) * (hasNegative ? 50 : 100);
        const start = hasNegative ? (value < 0 ? 50 - share : 50) : 0;
        return (
          <li key={expression} data-expression={expression} data-value={value}>
            <ExpressionBar {...{ expression, start, share }} value={inWords(value)} />
          </li>
        );
      })}
    </ul>
  );
}
