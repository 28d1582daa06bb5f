import { useEffect, useState } from 'preact/hooks';
import type { Correction } from '../../corrections/correction.ts';
import { correctionsToJson } from '../../corrections/corrections-file.ts';
import { clearCorrections, removeCorrection, watchCorrections } from '../../corrections/store.ts';
import { failureText } from '../../i18n/browser-language.ts';
import { saveFile } from '../../results/hand-over.ts';
import type { CorrectionsProps } from './Corrections.tsx';

const FILE_NAME = 'mien-corrections.json';

/** The corrections that are kept, as they are, whoever changes them. */
export function useCorrections(): CorrectionsProps {
  const [corrections, setCorrections] = useState<readonly Correction[]>([]);
  const [problem, setProblem] = useState<string>();
  const fail = (error: unknown) => setProblem(failureText('options.corrections.failed', error));
  const attempt = (change: Promise<void>) => void change.then(() => setProblem(undefined), fail);
  useEffect(() => {
    const controller = new AbortController();
    const show = (kept: readonly Correction[]) => {
      setCorrections(kept);
      setProblem(undefined);
    };
    watchCorrections(controller.signal, show, fail);
    return () => controller.abort();
  }, []);
  return {
    corrections,
    problem,
    onRemove: (id) => attempt(removeCorrection(id)),
    onClear: () => attempt(clearCorrections()),
    onExport: () => {
      const blob = new Blob([correctionsToJson(corrections)], { type: 'application/json' });
      saveFile({ name: FILE_NAME, blob });
    },
  };
}
