import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { number, t } from '../i18n/browser-language.ts';
import { mapAt, mapCorner, paintSheet, type SheetLayout, sheetLayout } from './contact-sheet.ts';
import type { StepMaps } from './look.ts';

interface SheetProps {
  readonly maps: StepMaps;
  readonly name: string;
  /** The map that is laid over the face. */
  readonly chosen: number | undefined;
  readonly onChoose: (map: number) => void;
}

/** The maps of one step as a contact sheet; one of them can be chosen, with the pointer or with the arrow keys. */
export function Sheet({ maps, name, chosen, onChoose }: SheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = useMemo(() => sheetLayout(maps), [maps]);
  useLayoutEffect(() => {
    const image = new ImageData(paintSheet(maps), layout.width, layout.height);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [maps, layout]);
  const move = (event: KeyboardEvent) => {
    const next = mapAfterKey(event.key, chosen, layout, maps.channels);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
  };
  const pick = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const x = (event.clientX - box.x) / box.width;
    const y = (event.clientY - box.y) / box.height;
    const map = mapAt(layout, x, y, maps.channels);
    if (map !== undefined) onChoose(map);
  };
  return (
    <div
      class="sheet"
      role="slider"
      tabIndex={0}
      aria-label={t('inside.sheet', { name })}
      aria-valuemin={1}
      aria-valuemax={maps.channels}
      aria-valuenow={(chosen ?? 0) + 1}
      aria-valuetext={t('inside.map', { number: number((chosen ?? 0) + 1) })}
      style={{ aspectRatio: `${layout.width} / ${layout.height}` }}
      onKeyDown={move}
      onClick={pick}
    >
      <canvas ref={canvas} width={layout.width} height={layout.height} />
      {chosen !== undefined && <span class="sheet-chosen" style={markStyle(layout, chosen)} />}
    </div>
  );
}

function mapAfterKey(key: string, chosen: number | undefined, { columns }: SheetLayout, count: number) {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  if (key === 'Home' || key === 'Enter' || key === ' ') return key === 'Home' ? 0 : (chosen ?? 0);
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  const next = chosen === undefined ? 0 : chosen + step;
  return next >= 0 && next < count ? next : undefined;
}

function markStyle(layout: SheetLayout, map: number) {
  const { x, y } = mapCorner(layout, map);
  return {
    left: `${(x / layout.width) * 100}%`,
    top: `${(y / layout.height) * 100}%`,
    width: `${(layout.side / layout.width) * 100}%`,
    height: `${(layout.side / layout.height) * 100}%`,
  };
}
