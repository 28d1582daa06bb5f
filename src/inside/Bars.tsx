import { EXPRESSION_TINTS } from '../expressions/tints.ts';
import { EXPRESSION_WORDS } from '../expressions/words.ts';
import type { Expression } from '../vision/types.ts';

interface BarsProps {
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
            <span class="emoji" aria-hidden="true">
              {EXPRESSION_WORDS[expression].emoji}
            </span>
            <span>{EXPRESSION_WORDS[expression].label}</span>
            <span class="track" aria-hidden="true">
              <span
                class="fill"
                style={{
                  marginInlineStart: `${start}%`,
                  inlineSize: `${share}%`,
                  background: EXPRESSION_TINTS[expression],
                }}
              />
            </span>
            <span class="bar-value">{inWords(value)}</span>
          </li>
        );
      })}
    </ul>
  );
}
