import { tintOf } from '../expressions/tints.ts';
import { EXPRESSION_WORDS } from '../expressions/words.ts';
import type { Expression } from '../vision/types.ts';

interface ExpressionBarProps {
  readonly expression: Expression;
  /** In hundredths of the track. */
  readonly start?: number;
  readonly share: number;
  readonly value: string;
}

/** An expression, a bar in its colour, and the value in words: the cells of one row. */
export function ExpressionBar({ expression, start = 0, share, value }: ExpressionBarProps) {
  return (
    <>
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
            background: tintOf(expression),
          }}
        />
      </span>
      <span class="bar-value">{value}</span>
    </>
  );
}
