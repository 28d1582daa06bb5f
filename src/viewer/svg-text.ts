/** First bytes by which XML in UTF-16 is known, with a mark of byte order and without (XML 1.0, appendix F). */
const UTF_16 = { le: ['ff,fe', '3c,0'], be: ['fe,ff', '0,3c'] } as const;

function labelOf(bytes: Uint8Array): string {
  const first = Array.from(bytes.subarray(0, 2), (byte) => byte.toString(16)).join();
  if (UTF_16.le.some((mark) => mark === first)) return 'utf-16le';
  if (UTF_16.be.some((mark) => mark === first)) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1] ?? 'utf-8';
}

/** The text of an SVG as a browser reads it: another encoding could hide in it what we look for. Never throws. */
export function svgText(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder(labelOf(bytes)).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // An encoding that nobody knows.
  }
}
