/** A file that the person takes along. */
export interface TakeAlongFile {
  readonly name: string;
  readonly blob: Blob;
}

/** The browser reads the file after the click; it is let go of well after that. */
const KEPT_FOR_SAVING = 60_000;

/** Has the browser save a file where it saves downloads. */
export function saveFile({ name, blob }: TakeAlongFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR_SAVING);
}

/** Copies a text. Rejects where the browser does not allow it. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

/** Copies a PNG. Rejects where the browser does not allow it. */
export async function copyPng(png: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
