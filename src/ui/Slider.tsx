import { useId, useState } from 'preact/hooks';

interface SliderProps {
  readonly label: string;
  /** Between 0 and 1. */
  readonly value: number;
  readonly step: number;
  /** The value in words, such as "40 %". */
  readonly inWords: (value: number) => string;
  /** Called when the person lets go, not on the way there. */
  readonly onChange: (value: number) => void;
}

/** A fraction to be set by sliding. */
export function Slider({ label, value, step, inWords, onChange }: SliderProps) {
  const id = useId();
  const [shown, setShown] = useState(value);
  const [known, setKnown] = useState(value);
  // While it is drawn, not in an effect: that could come between the input and the change of one key, and undo it.
  if (known !== value) {
    setKnown(value);
    setShown(value);
  }
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={step}
        value={shown}
        aria-valuetext={inWords(shown)}
        onInput={(event) => setShown(event.currentTarget.valueAsNumber)}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <span class="slider-value" aria-hidden="true">
        {inWords(shown)}
      </span>
    </div>
  );
}
