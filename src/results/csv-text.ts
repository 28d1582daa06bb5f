export type CsvValue = string | number | boolean | undefined;

/** A spreadsheet takes a text that begins so for a formula, and runs it; Japanese ones take wide signs too. */
const BEGINS_FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** The same behind what separates cells or rows where a comma does not: there our quotes do not hold. */
const FORMULA_WITHIN = /([;|\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const NEEDS_QUOTES = /[",;|\t\r\n]/;

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
  const inside = value.replace(FORMULA_WITHIN, "$1'");
  const harmless = BEGINS_FORMULA.test(value) ? `'${inside}` : inside;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
