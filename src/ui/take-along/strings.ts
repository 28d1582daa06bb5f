/** Every word of the part that gives results, in one place, so that other languages can be added beside it. */
export const WORDS = {
  title: 'Take along',
  csv: 'Table (CSV)',
  json: 'Data (JSON)',
  png: 'Picture with labels (PNG)',
  save: 'Save',
  copy: 'Copy',
  saveWhat: (what: string) => `Save: ${what}`,
  copyWhat: (what: string) => `Copy: ${what}`,
  working: 'One moment…',
  copied: 'Copied.',
  saved: 'Saved to your downloads.',
  failed: (reason: string) => `It could not be done. ${reason}`,
} as const;
