import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/browser-language.ts';
import { ListRow } from './ListRow.tsx';
import { ROW_HEIGHT, rowAfterKey, rowWindow } from './row-window.ts';
import type { Row } from './rows.ts';

interface ResultListProps {
  readonly rows: readonly Row[];
  readonly selected: string | undefined;
  readonly onSelect: (row: Row) => void;
}

/** A long list of which only what is in sight is drawn. One stop of the Tab key; arrows move the choice. */
export function ResultList({ rows, selected, onSelect }: ResultListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const chosen = rows.findIndex(({ key }) => key === selected);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  useLayoutEffect(() => {
    if (chosen >= 0 && scroller.current !== null) bringIntoView(scroller.current, chosen);
  }, [chosen]);

  const move = (event: KeyboardEvent) => {
    const next = rowAfterKey(event.key, chosen, rows.length, view.height);
    const row = next === undefined ? undefined : rows[next];
    if (row === undefined) return;
    event.preventDefault();
    onSelect(row);
  };
  const { start, end } = rowWindow(view.top, view.height, rows.length);
  const isChosenDrawn = chosen >= start && chosen < end;
  return (
    <div class="list-scroller" ref={scroller}>
      <div
        class="list"
        role="listbox"
        tabIndex={0}
        aria-label={t('viewer.list.title')}
        aria-activedescendant={isChosenDrawn ? `row-${selected}` : undefined}
        style={{ blockSize: `${rows.length * ROW_HEIGHT}px` }}
        onKeyDown={move}
      >
        {rows.slice(start, end).map((row, index) => (
          <ListRow
            key={row.key}
            row={row}
            place={start + index}
            count={rows.length}
            isChosen={row.key === selected}
            onSelect={onSelect}
          />
        ))}
      </div>
      {rows.length === 0 && <p class="note nothing">{t('viewer.list.none')}</p>}
    </div>
  );
}

function bringIntoView(scroller: HTMLElement, place: number): void {
  const top = place * ROW_HEIGHT;
  const bottom = top + ROW_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = bottom - scroller.clientHeight;
}
