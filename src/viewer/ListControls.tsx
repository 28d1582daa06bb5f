import { EXPRESSION_WORDS } from '../expressions/words.ts';
import { Choice } from '../ui/Choice.tsx';
import { Picker } from '../ui/Picker.tsx';
import { EXPRESSIONS, type Expression } from '../vision/types.ts';
import { type ListWish, ORDERS, SHOWN } from './rows.ts';
import { WORDS } from './strings.ts';
import type { Tally } from './tally.ts';

interface ListControlsProps {
  readonly tally: Tally;
  readonly wish: ListWish;
  readonly onWish: (wish: ListWish) => void;
}

const { shown: SHOWN_WORDS, order: ORDER_WORDS } = WORDS.list;

/** What of the results is listed, and in which order. */
export function ListControls({ tally, wish, onWish }: ListControlsProps) {
  const filter = (expression: Expression | undefined) => onWish({ ...wish, expression });
  return (
    <div class="list-controls">
      <Choice
        label={SHOWN_WORDS.label}
        options={SHOWN.map((value) => ({ value, label: `${SHOWN_WORDS[value]} ${tally[value]}` }))}
        value={wish.shown}
        onChange={(shown) => onWish({ ...wish, shown })}
      />
      <Picker
        label={ORDER_WORDS.label}
        options={ORDERS.map((value) => ({ value, label: ORDER_WORDS[value] }))}
        value={wish.order}
        onChange={(order) => onWish({ ...wish, order })}
      />
      <fieldset class="filters">
        <legend class="visually-hidden">{WORDS.list.filter}</legend>
        <FilterButton isOn={wish.expression === undefined} onPress={() => filter(undefined)}>
          {WORDS.list.all}
        </FilterButton>
        {EXPRESSIONS.filter((name) => tally.expressions[name] > 0 || name === wish.expression).map((name) => (
          <FilterButton
            key={name}
            isOn={wish.expression === name}
            onPress={() => filter(wish.expression === name ? undefined : name)}
          >
            <span class="emoji" aria-hidden="true">
              {EXPRESSION_WORDS[name].emoji}
            </span>
            {EXPRESSION_WORDS[name].label} <span class="count">{tally.expressions[name]}</span>
          </FilterButton>
        ))}
      </fieldset>
    </div>
  );
}

interface FilterButtonProps {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly children: preact.ComponentChildren;
}

function FilterButton({ isOn, onPress, children }: FilterButtonProps) {
  return (
    <button type="button" class="filter" aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}
