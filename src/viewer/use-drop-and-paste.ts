import { useEffect, useState } from 'preact/hooks';
import { type GatheredFiles, gatherDropped, gatherPasted } from './gather-files.ts';

/**
 * Takes what is dropped or pasted anywhere on the page.
 *
 * @param onGiven called with what was given, which may be nothing
 * @param nameOf how a pasted picture is to be called
 * @returns true while something is being dragged over the page
 */
export function useDropAndPaste(onGiven: (given: GatheredFiles) => void, nameOf: () => string): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const over = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Leaving an element for another one inside the page is no leaving.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) void gatherDropped(event.dataTransfer).then(onGiven);
    };
    const paste = (event: ClipboardEvent) => {
      const isText = event.clipboardData?.files.length === 0;
      const isTyping = event.target instanceof HTMLInputElement;
      if (event.clipboardData === null || (isText && isTyping)) return;
      event.preventDefault();
      onGiven(gatherPasted(event.clipboardData, nameOf));
    };
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', drop, { signal });
    document.addEventListener('paste', paste, { signal });
    return () => controller.abort();
  }, [onGiven, nameOf]);
  return isOver;
}
