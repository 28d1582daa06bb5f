/** A probability for a person; the narrow space keeps number and sign on one line. */
export function percent(probability: number): string {
  return `${Math.round(probability * 100)}\u202f%`;
}
