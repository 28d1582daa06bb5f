import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface SectionProps {
  readonly title: string;
  /** What the section is about, where its title does not say enough. */
  readonly note?: string;
  readonly children: ComponentChildren;
}

/** One group of settings under its heading. */
export function Section({ title, note, children }: SectionProps) {
  const id = useId();
  return (
    <section class="option-group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note !== undefined && <p class="note">{note}</p>}
      {children}
    </section>
  );
}
