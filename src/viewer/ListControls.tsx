import { EXPRESSION_WORDS } from '../expressions/words.ts';
import { number, t } from '../i18n/browser-language.ts';
import { Choice } from '../ui/Choice.tsx';
import { Picker } from '../ui/Picker.tsx';
import { EXPRESSIONS, type Expression } from '../vision/types.ts';
import { type ListWish, ORDERS, SHOWN } from './rows.ts';
import type { Tally } from './tally.ts';

interface ListControlsProps {
  readonly tally: Tally;
  readonly wish: ListWish;
  readonly onWish: (wish: ListWish) => void;
}

/** What of the results is listed, and in which order. */
export function ListControls({ tally, wish, onWish }: ListControlsProps) {
  const filter = (expression: Expression | undefined) => onWish({ ...wish, expression });
  return (
    <div class="list-controls">
      <Choice
        label={t('viewer.shown.label')}
        options={SHOWN.map((value) => ({
          value,
          label: `${t(`viewer.shown.${value}`)} ${number(tally[value])}`,
        }))}
        value={wish.shown}
        onChange={(shown) => onWish({ ...wish, shown })}
      />
      <Picker
        label={t('viewer.order.label')}
        options={ORDERS.map((value) => ({ value, label: t(`viewer.order.${value}`) }))}
        value={wish.order}
        onChange={(order) => onWish({ ...wish, order })}
      />
      <fieldset class="filters">
        <legend class="visually-hidden">{t('viewer.list.filter')}</legend>
        <FilterButton isOn={wish.expression === undefined} onPress={() => filter(undefined)}>
          {t('viewer.list.all')}
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
            {EXPRESSION_WORDS[name].label} <span class="count">{number(tally.expressions[name])}</span>
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
