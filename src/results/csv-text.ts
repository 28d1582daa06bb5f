export type CsvValue = string | number | boolean | undefined;

/** A spreadsheet takes a text that begins so for a formula, and runs it. */
const BEGINS_FORMULA = /^[\s]*[=+\-@]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Rows as CSV of RFC 4180: CRLF after every row, quotes around what needs them. Texts that a spreadsheet would run as a
 * formula get an apostrophe before them, as OWASP advises ("CSV Injection"): names and addresses come from strangers.
 * Numbers stay numbers, negative ones too.
 */
export function csvText(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

function csvField(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = BEGINS_FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
