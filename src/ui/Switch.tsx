interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  /** A second, quieter line below the label. */
  readonly note?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

/** Something that is on or off, and changes at once. */
export function Switch({ label, checked, disabled = false, note, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <span class="switch-words">
        <span class="switch-label">{label}</span>
        {note !== undefined && <span class="note">{note}</span>}
      </span>
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: `checked` tells it, and ARIA in HTML forbids aria-checked here.
        role="switch"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
