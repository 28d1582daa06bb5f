import { useEffect, useState } from 'preact/hooks';
import type { Correction } from '../../corrections/correction.ts';
import { correctionsToJson } from '../../corrections/corrections-file.ts';
import { clearCorrections, removeCorrection, watchCorrections } from '../../corrections/store.ts';
import { saveFile } from '../../results/hand-over.ts';
import type { CorrectionsProps } from './Corrections.tsx';

const FILE_NAME = 'mien-corrections.json';

/** The corrections that are kept, as they are, whoever changes them. */
export function useCorrections(): CorrectionsProps {
  const [corrections, setCorrections] = useState<readonly Correction[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    void watchCorrections(controller.signal, setCorrections);
    return () => controller.abort();
  }, []);
  return {
    corrections,
    onRemove: (id) => void removeCorrection(id),
    onClear: () => void clearCorrections(),
    onExport: () => {
      const blob = new Blob([correctionsToJson(corrections)], { type: 'application/json' });
      saveFile({ name: FILE_NAME, blob });
    },
  };
}
